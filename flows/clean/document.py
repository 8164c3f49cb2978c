"""From a fetched page to a document, or to the reason why it is none."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta, timezone, tzinfo
from html import unescape
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from crawlers.catalog import Source
from crawlers.identity import canonical_url, document_id
from crawlers.tracking import untracked
from flows.clean.alternatives import each
from flows.clean.article import Article, find_article
from flows.clean.byline import Surroundings
from flows.clean.decode import decode
from flows.clean.flags import flags_of
from flows.clean.lines import Line, tidy
from flows.clean.page import Page, read_page
from flows.clean.pages import digest_of
from flows.clean.quality import rejection_of
from flows.clean.restoration import restore_page
from flows.clean.script import language_of, script_of
from flows.clean.tree import TooDeepError
from flows.clean.wrong_type import refused_unread
from warehouse.folding import fold
from warehouse.records import Document, Link, RawPage, Rejection, RejectionReason

CHINA = timezone(timedelta(hours=8))
SAMPLE = 2_500  # characters that language and script are told from
TORN = 5  # invisible characters between Han characters that make an alteration
MAX_LINKS = 200
MAX_TEXT = 500_000  # characters: a long novel, and no article
_HAN = re.compile("[\u4e00-\u9fff]+")
_CITED = re.compile(
    r"[据據](?<![根依占证数凭].)(?:《|“|「)?((?:[A-Z][\w&’'.-]{0,20} ){1,5}[A-Z][\w&’'.-]{0,20}|[\u4e00-\u9fffA-Za-z·]{2,14}?)(?:》|”|」)?(?:网站|客户端|記者|记者)?(?:\d{1,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:最新)?(?:报道|報導|報道|消息|援引|披露)"
)
_CITED_IN_CHINESE = (
    each(
        "援引|引述|引用|转引自?",
        r"(?:《|“|「)?([\u4e00-\u9fffA-Za-z·]{2,14}?)(?:》|”|」)?的?(?:报道|報導|報道|消息)",
    )
    + r"|《([^《》]{2,14})》(?:\d{1,2}月)?(?:\d{1,2}日)?(?:此前|率先|首先|最先|独家|獨家|昨日|今日)?(?:报道|報導|報道|披露)"
)
_CITED_IN_ENGLISH = (
    r"\b(?:[Aa]ccording to|[Rr]eported by|[Cc]iting|told)\s+(?:[Tt]he\s+)?([A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*){0,4})"
    r"|(?:\b[Tt]he\s+)?\b([A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*){0,4})\s(?:first\s|earlier\s|has\s|had\s)?reported\b"
)
_CITED_OTHERWISE = re.compile(_CITED_IN_CHINESE)
_CITED_ANYHOW = re.compile(f"{_CITED_IN_CHINESE}|{_CITED_IN_ENGLISH}")
_POINTING = re.compile(
    r"原文|来源|來源|出处|出處|转[载自]|轉[載自]|(?:original|full|source) (?:article|story|text|post)|^source\b|^via\b",
    re.I,
)
_ENGLISH = re.compile("[Aa]ccording to|[Rr]eported|[Cc]iting|told")


def clean_page(page: RawPage, source: Source | None = None) -> Document | Rejection:
    """Return what a page says, as a document, or why it is none; any bytes give one of the two."""
    refusal = refused_unread(page)
    if refusal is not None:
        return Rejection.of(page, *refusal)
    decoded = decode(page.body, page.header("content-type"))
    if "undecodable" in decoded.flags:
        return Rejection.of(
            page, RejectionReason.UNDECODABLE, f"not readable as {decoded.encoding}"
        )
    try:
        read = read_page(decoded.text, page.url, page.fetched_at)
        read.announced_at = page.announced_at
    except TooDeepError as error:
        return Rejection.of(page, RejectionReason.TOO_COMPLEX, str(error))
    article = find_article(read, source, _zone(source, read))
    size = sum(len(line.text) for line in article.lines)
    if size > MAX_TEXT:
        return Rejection.of(page, RejectionReason.TOO_COMPLEX, f"a text of {size:,} characters")
    rejected = rejection_of(read, article)
    if rejected is not None:
        return Rejection.of(page, *rejected)
    return _document(page, source, read, article, decoded.flags)


def _document(
    raw: RawPage, source: Source | None, page: Page, article: Article, flags: tuple[str, ...]
) -> Document:
    printed = "\n".join(line.text for line in article.lines)
    restored = restore_page(
        article.title, printed, (_closed(article.credit), _closed(article.author))
    )
    title, text = restored.title, restored.text
    credit, author = restored.others
    canonical = canonical_url(raw.url, declared=page.canonical, source=source)
    published = article.published
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
        author=author or None,
        credit=credit or None,
        language=language_of(text[:SAMPLE]),
        script=script_of(text[:SAMPLE]),
        obfuscations=_families(restored.families, article.lines),
        quality=tuple(
            dict.fromkeys(
                (*flags, *_elsewhere(page, canonical), *published.flags, *flags_of(page, article))
            )
        ),
        fetched_at=raw.fetched_at,
        content_digest=digest_of(title, text),
        matching_text=fold(f"{title}\n{text}"),
        raw_title=article.title if title != article.title else None,
        raw_text=printed if text != printed else None,
        cited=_cited(text),
        links=_links((*article.lines, *_pointers(article.around)), raw.url),
        capture=raw.capture,
    )


def _cited(text: str) -> tuple[str, ...]:
    """Return the names that a text reports after; which of them are outlets, the catalogue knows."""
    form = _CITED_ANYHOW if _ENGLISH.search(text) else _CITED_OTHERWISE
    otherwise = (name for names in form.findall(text) for name in names if name)
    return tuple(dict.fromkeys((*_CITED.findall(text), *otherwise)))[:20]


def _closed(name: str | None) -> str:
    """Return a name with its last bracket closed, which readers of bylines leave off: 网(wǎng."""
    name = name or ""
    return f"{name})" if name.count("(") > name.count(")") else name


def _elsewhere(page: Page, canonical: str) -> tuple[str, ...]:
    """Flag a page that calls itself another article than the one asked for: it was redirected, or is a copy."""
    names = (page.canonical, page.metas.get("og:url"))
    if page.url and any(_is_elsewhere(name.strip(), page.url, canonical) for name in names if name):
        return ("canonical_elsewhere",)
    return ()


def _is_elsewhere(name: str, base: str, canonical: str) -> bool:
    """Whether a page's name for itself is that of another article; a home page's address is a mistake."""
    try:
        declared = canonical_url(urljoin(base, name))
        path = urlsplit(declared).path
    except ValueError:
        return False
    is_article = declared.startswith(("http://", "https://")) and len(path) > 1
    return is_article and declared.split("?")[0] != canonical.split("?")[0]


def _families(families: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[str, ...]:
    torn = sum(line.torn for line in lines) >= TORN
    return (*families, "zero-width") if torn and "zero-width" not in families else families


def _zone(source: Source | None, page: Page) -> tzinfo:
    """Return the zone of times printed without one."""
    if source is not None:
        return ZoneInfo(source.timezone)
    sample = page.head_title + "".join([line.text for line in page.lines[:60]])[:500]
    return CHINA if len("".join(_HAN.findall(sample))) > 0.1 * len(sample) else UTC


def _pointers(around: Surroundings) -> Iterator[Line]:
    """Yield the lines beside the text that link to what it was taken from: 阅读原文, 来源：X."""
    for line in (*around.below, *around.tail):
        if line.anchors and len(line.text) <= 60 and _POINTING.search(line.text):
            yield line


def _links(lines: Iterable[Line], base: str) -> tuple[Link, ...]:
    found: dict[Link, None] = {}
    for line in lines:
        for href, raw in line.links:
            anchor = tidy(raw)
            try:
                url = untracked(urljoin(base, unescape(href).strip()))
            except ValueError:
                continue
            if anchor and url.startswith(("http://", "https://")):
                found[Link(url[:2_000], anchor[:200])] = None
    return tuple(found)[:MAX_LINKS]
