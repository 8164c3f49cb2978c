"""The results of discovery, and how titles and addresses are written the same way for every source."""

import html
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag, urljoin, urlsplit

from w3lib.encoding import html_to_unicode
from w3lib.url import safe_url_string

MOST_LINKS = 50_000  # of one page: the limit that sitemaps.org sets for one file
LONGEST_TITLE = 300  # characters
LONGEST_SUMMARY = 600
LONGEST_ADDRESS = 8_000  # characters: servers refuse longer ones, many from 8 KB on

_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_BLANKS = re.compile(r"\s+")
_NOT_A_PLACE = re.compile(r"\s*(?:javascript|mailto|tel|data|about|sms):|\s*#", re.IGNORECASE)
_HOST_FIRST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|cn|net|org|hk|tw|info|io|cc|tv|example)/", re.I)


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link as announced."""

    url: str  # absolute, without fragment
    title: str = ""  # without markup; may be empty
    summary: str = ""  # likewise
    published_at: datetime | None = None  # aware; None: nothing usable announced
    credit: str = ""  # the outlet named as origin; may be empty
    updated_at: datetime | None = None  # aware; when the page last changed; None: not announced


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one answer announced."""

    links: tuple[FoundLink, ...]
    further: tuple[str, ...] = ()  # addresses to ask next: child sitemaps, the next page


@dataclass(frozen=True, slots=True)
class DiscoveryFailure:
    """An answer that could not be read, with the reason for a person."""

    reason: str


def plain_text(markup: str, longest: int = LONGEST_TITLE) -> str:
    """Return a title or summary without tags and entities, on one line."""
    text = html.unescape(_TAG.sub("", html.unescape(markup[: longest * 20])))
    return _BLANKS.sub(" ", text).strip()[:longest]


def absolute_url(address: str, base: str) -> str | None:
    """Return the URL that an address on the page `base` means; None where it names no place."""
    address = html.unescape(address.strip())
    if not address or len(address) > LONGEST_ADDRESS or _NOT_A_PLACE.match(address):
        return None
    if _HOST_FIRST.match(address):
        address = f"{urlsplit(base).scheme}://{address}"
    try:
        url = urldefrag(safe_url_string(urljoin(base, address))).url
        return url if urlsplit(url).scheme else None
    except (ValueError, UnicodeError):
        return None


def decoded(body: bytes, content_type: str = "") -> str:
    """Return a page's text: UTF-8 where it is that, else as declared, else GB18030."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text: str = html_to_unicode(content_type or None, body, default_encoding="gb18030")[1]
        return text


def merged(links: list[FoundLink]) -> tuple[FoundLink, ...]:
    """Return the links with each URL once: its longest title, its first date, in order."""
    best: dict[str, FoundLink] = {}
    for link in links[:MOST_LINKS]:
        former = best.get(link.url)
        if former is None or len(link.title) > len(former.title):
            best[link.url] = link if former is None else _joined(link, former)
    return tuple(best.values())


def _joined(longer: FoundLink, former: FoundLink) -> FoundLink:
    return FoundLink(
        url=longer.url,
        title=longer.title,
        summary=longer.summary or former.summary,
        published_at=former.published_at or longer.published_at,
        credit=longer.credit or former.credit,
        updated_at=longer.updated_at or former.updated_at,
    )
