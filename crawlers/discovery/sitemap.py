"""Sitemaps, news sitemaps and their indexes (sitemaps.org), read for the window that matters."""

import io
import logging
import zlib
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from crawlers.discovery.announced_time import announced_time
from crawlers.discovery.feed import defines_entities
from crawlers.discovery.found import (
    MOST_LINKS,
    Announcement,
    DiscoveryFailure,
    FoundLink,
    absolute_url,
    merged,
    plain_text,
)

LARGEST = 50 * 1024 * 1024  # bytes unpacked: the limit that sitemaps.org sets
MOST_CHILDREN = 50  # sitemaps of an index that are read

logger = logging.getLogger(__name__)


def read_sitemap(body: bytes, url: str, *, since: datetime) -> Announcement | DiscoveryFailure:
    """Return the pages or child sitemaps not older than `since`; those without a date are kept."""
    unpacked = _unpacked(body)
    if isinstance(unpacked, DiscoveryFailure):
        return unpacked
    if defines_entities(unpacked[: 1 << 20]):
        return DiscoveryFailure("the sitemap defines XML entities: refused, as a bomb would")
    name, recent = _entries(unpacked, url, since)
    if name not in {"urlset", "sitemapindex"}:
        return DiscoveryFailure(f"not a sitemap: its root is <{name}>" if name else "not XML")
    if name == "urlset":
        return Announcement(merged(recent))
    oldest = datetime.min.replace(tzinfo=UTC)
    newest = sorted(recent, key=lambda link: _changed(link) or oldest, reverse=True)
    return Announcement((), tuple(link.url for link in newest[:MOST_CHILDREN]))


def _unpacked(body: bytes) -> bytes | DiscoveryFailure:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(body, LARGEST)
    except zlib.error as error:
        return DiscoveryFailure(f"the sitemap cannot be unpacked: {error}")
    if unpacker.unconsumed_tail:
        return DiscoveryFailure(f"the sitemap unpacks to more than {LARGEST >> 20} MB")
    return content


def _entries(content: bytes, base: str, since: datetime) -> tuple[str, list[FoundLink]]:
    """Return the name of the root and its entries; what was read is let go, so memory stays small."""
    root: Any = None
    found: list[FoundLink] = []
    parsed = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
    )
    try:
        for event, element in parsed:
            if root is None:
                root = element
            elif event == "end" and element.getparent() is root:
                link = _entry(element, base, since)
                found += [link] if link is not None else []
                root.remove(element)
            if len(found) >= MOST_LINKS:
                break
    except etree.XMLSyntaxError as error:
        logger.info("%s: %s", base, error)  # what came before it is used
    return ("" if root is None else _local_name(root)), found


def _entry(element: Any, base: str, since: datetime) -> FoundLink | None:
    """Return one <url> or <sitemap>, with title and date of publication where it is news; None: too old."""
    fields = {_local_name(child): child.text for child in element.iter() if child.text}
    published_at = announced_time(fields.get("publication_date", ""), UTC)
    updated_at = announced_time(fields.get("lastmod", ""), UTC)
    if (updated_at or published_at or since) < since:
        return None
    url = absolute_url(fields.get("loc", ""), base)
    title = plain_text(fields.get("title", ""))
    if url is None:
        return None
    changed_at = None if updated_at == published_at else updated_at  # never changed
    return FoundLink(url, title, published_at=published_at, updated_at=changed_at)


def _changed(link: FoundLink) -> datetime | None:
    return link.updated_at or link.published_at


def _local_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
