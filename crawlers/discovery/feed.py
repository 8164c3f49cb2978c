"""RSS and Atom as they really are: feedparser reads them, malformed ones too."""

import io
import re
from datetime import tzinfo
from typing import Any

import feedparser

from crawlers.discovery.announced_time import announced_time
from crawlers.discovery.found import (
    LONGEST_SUMMARY,
    DiscoveryFailure,
    FoundLink,
    absolute_url,
    merged,
    plain_text,
)

_COMMENTS = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(
    body: bytes, url: str, *, zone: tzinfo, content_type: str = ""
) -> tuple[FoundLink, ...] | DiscoveryFailure:
    """Return the entries of a feed fetched from `url`; `zone` holds for times without one."""
    if not body.strip():
        return DiscoveryFailure("the feed is empty")
    if defines_entities(body):
        return DiscoveryFailure("the feed defines XML entities: refused, as an entity bomb would")
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    # A stream, because feedparser takes text for the name of a file or the address of a feed.
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not feed.version and not feed.entries:
        return DiscoveryFailure(f"not a feed: {_reason(feed)}")
    found = (_link(entry, url, zone) for entry in feed.entries)
    return merged([link for link in found if link is not None])


def defines_entities(body: bytes) -> bool:
    """Tell whether an XML document declares entities of its own, which can blow it up."""
    plain = _COMMENTS.sub(b"", body.replace(b"\0", b""))  # without the zeros of UTF-16
    root = _FIRST_ELEMENT.search(plain)
    return bool(_ENTITY.search(plain, 0, root.start() if root else len(plain)))


def _link(entry: Any, base: str, zone: tzinfo) -> FoundLink | None:
    identifier = entry.get("id", "")
    address = entry.get("link") or (identifier if identifier.startswith("http") else "")
    url = absolute_url(address, base)
    if url is None:
        return None
    updated = dict.get(entry, "updated") or ""  # feedparser's own get answers with published
    published = entry.get("published") or ""
    return FoundLink(
        url=url,
        title=plain_text(entry.get("title") or ""),
        summary=plain_text(entry.get("summary") or "", LONGEST_SUMMARY),
        published_at=announced_time(published or updated, zone),
        credit=plain_text((entry.get("source") or {}).get("title") or ""),
        updated_at=None if updated == published else announced_time(updated, zone),
    )


def _reason(feed: Any) -> str:
    error = feed.get("bozo_exception")
    return str(error) if error else "no feed elements"
