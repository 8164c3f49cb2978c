"""Sitemaps, news sitemaps and their indexes (sitemaps.org), read for the window that matters."""

import zlib
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from crawlers.discovery.announced_time import announced_time
from crawlers.discovery.feed import defines_entities
from crawlers.discovery.found import (
    Announcement,
    DiscoveryFailure,
    FoundLink,
    absolute_url,
    merged,
    plain_text,
)

LARGEST = 50 * 1024 * 1024  # bytes unpacked: the limit that sitemaps.org sets
MOST_CHILDREN = 50  # sitemaps of an index that are read


def read_sitemap(body: bytes, url: str, *, since: datetime) -> Announcement | DiscoveryFailure:
    """Return the pages or child sitemaps not older than `since`; those without a date are kept."""
    unpacked = _unpacked(body)
    if isinstance(unpacked, DiscoveryFailure):
        return unpacked
    if defines_entities(unpacked[: 1 << 20]):
        return DiscoveryFailure("the sitemap defines XML entities: refused, as a bomb would")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(unpacked, parser) if unpacked.strip() else None
    if root is None:
        return DiscoveryFailure("the sitemap is empty or not XML")
    name = _local_name(root)
    if name not in {"urlset", "sitemapindex"}:
        return DiscoveryFailure(f"not a sitemap: its root is <{name}>")
    found = [_entry(element, url) for element in root if isinstance(element.tag, str)]
    recent = [link for link in found if link and (_changed(link) or since) >= since]
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


def _entry(element: Any, base: str) -> FoundLink | None:
    """Return one <url> or <sitemap>; with title and date of publication where it is a news sitemap's."""
    fields = {_local_name(child): child.text or "" for child in element.iter() if child.text}
    url = absolute_url(fields.get("loc", ""), base)
    if url is None:
        return None
    return FoundLink(
        url=url,
        title=plain_text(fields.get("title", "")),
        published_at=announced_time(fields.get("publication_date", ""), UTC),
        updated_at=announced_time(fields.get("lastmod", ""), UTC),
    )


def _changed(link: FoundLink) -> datetime | None:
    return link.updated_at or link.published_at


def _local_name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
