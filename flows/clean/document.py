"""From a fetched page to a document, or to the reason why it is none."""

import hashlib
import re
from datetime import UTC, timedelta, timezone, tzinfo
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from crawlers.catalog import Source
from crawlers.identity import canonical_url, document_id
from flows.clean.author import find_author
from flows.clean.byline import surroundings
from flows.clean.credit import find_credit
from flows.clean.decode import Decoded, decode
from flows.clean.extract import Body, find_body
from flows.clean.page import Page, read_page
from flows.clean.published import find_published
from flows.clean.quality import flags_of, rejection_of
from flows.clean.script import language_of, script_of
from flows.clean.title import Headline, find_claimed, find_unclaimed
from warehouse.folding import fold
from warehouse.records import Document, Link, RawPage, Rejection, RejectionReason

CHINA = timezone(timedelta(hours=8))
SAMPLE = 6_000  # characters that language and script are told from
_HAN = re.compile("[\u4e00-\u9fff]")
_WHITE = re.compile(r"\s+")
_CITED = re.compile(
    r"据[《“「]?([\u4e00-\u9fffA-Za-z·]{2,14}?)[》”」]?(?:网站|客户端)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:最新)?(?:报道|消息|援引|透露)"
)
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"\x00\x00\x00",
    b"ID3",
    b"OggS",
    b"\x7fELF",
    b"Rar!",
)


def clean_page(page: RawPage, source: Source | None = None) -> Document | Rejection:
    """Return what a page says, as a document, or why it is none; any bytes give one of the two."""
    refusal = _refused_unread(page)
    if refusal is not None:
        return _rejection(page, *refusal)
    decoded = decode(page.body, page.header("content-type"))
    read = read_page(decoded.text, page.url, page.fetched_at)
    return _cleaned(page, source, decoded, read)


def _cleaned(
    raw: RawPage, source: Source | None, decoded: Decoded, page: Page
) -> Document | Rejection:
    headline, body = _article(page)
    around = surroundings(page, headline, body)
    rejected = rejection_of(page, headline, body, around)
    if rejected is not None:
        return _rejection(raw, *rejected)
    assert headline is not None
    assert body is not None
    text = "\n".join(line.text for line in body.lines)
    zone = _zone(source, text)
    published = find_published(page, around, zone)
    author = find_author(page, around, body)
    canonical = canonical_url(raw.url, declared=page.canonical, source=source)
    title = headline.text
    return Document(
        document_id=document_id(canonical),
        url=raw.url,
        canonical_url=canonical,
        source_id=raw.source_id,
        title=title,
        text=text,
        published_at=published.at,
        published_precision=published.precision,
        published_method=published.method,
        published_raw=published.raw,
        modified_at=published.modified_at,
        author=author,
        credit=find_credit(page, around, body, author),
        language=language_of(text[:SAMPLE]),
        script=script_of(text[:SAMPLE]),
        obfuscations=(),
        quality=tuple(
            dict.fromkeys(
                (
                    *decoded.flags,
                    *published.flags,
                    *flags_of(page, body, dated=published.at is not None),
                )
            )
        ),
        fetched_at=raw.fetched_at,
        content_digest=hashlib.sha256(
            _WHITE.sub("", title + text).encode("utf-8", "surrogatepass")
        ).hexdigest(),
        matching_text=fold(f"{title}\n{text}"),
        cited=tuple(dict.fromkeys(_CITED.findall(text)))[:20],
        links=_links(body, raw.url),
        capture=raw.capture,
    )


def _article(page: Page) -> tuple[Headline | None, Body | None]:
    """Return headline and body: the one helps to find the other."""
    headline = find_claimed(page)
    body = find_body(page, headline.last if headline is not None else None)
    if body is None:
        return headline, None
    start = page.lines.index(body.lines[0]) if body.lines else body.first
    if headline is None or headline.index is None or headline.index > start:
        headline = find_unclaimed(page, start)
        body = find_body(page, headline.last if headline is not None else None) or body
    return headline, body


def _refused_unread(page: RawPage) -> tuple[RejectionReason, str] | None:
    if page.status >= 300 or page.status < 200:
        return RejectionReason.HTTP_STATUS, f"status {page.status}"
    if not page.body.strip():
        return RejectionReason.EMPTY, "no bytes"
    kind = (page.header("content-type") or "").split(";")[0].strip().lower()
    if page.body.startswith(_BINARY):
        return RejectionReason.WRONG_TYPE, "not a page of text by its first bytes"
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind in (
        "application/pdf",
        "application/zip",
    ):
        return RejectionReason.WRONG_TYPE, kind
    head = page.body[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml") and any(
        tag in page.body[:2_000].lower()
        for tag in (b"<rss", b"<feed", b"<urlset", b"<sitemapindex")
    ):
        return RejectionReason.WRONG_TYPE, "a feed or sitemap"
    return None


def _zone(source: Source | None, text: str) -> tzinfo:
    name = getattr(source, "timezone", None)
    if name:
        return ZoneInfo(str(name))
    text = text[:2_000]
    return CHINA if len(_HAN.findall(text)) > 0.1 * len(text) else UTC


def _links(body: Body, base: str) -> tuple[Link, ...]:
    links = []
    for line in body.lines:
        for href, anchor in line.links:
            try:
                url = urljoin(base, href.strip())
            except ValueError:
                continue
            if url.startswith(("http://", "https://")):
                links.append(Link(url[:2_000], anchor[:200]))
    return tuple(dict.fromkeys(links))[:200]


def _rejection(page: RawPage, reason: RejectionReason, detail: str) -> Rejection:
    return Rejection(page.url, reason, detail, page.source_id, page.fetched_at, page.capture)
