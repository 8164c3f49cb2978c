"""A first draft of a source file from an outlet's home page: what can be told, and what is a guess.

Pure: bytes in, text out. The draft is for a person to read; `aftermath sources check` then says what works.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml
from cssselect import SelectorError
from lxml import etree

from crawlers.discovery.found import absolute_url, plain_text
from crawlers.discovery.listing import parse_page
from crawlers.domain import registrable_domain
from crawlers.source import Source

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_FEWEST_LINKS = 4  # of a block that may be a list of news
_SHORTEST_HEADLINE = 8  # characters
_MOST_FEEDS = 3
_NAMES = re.compile(r"[A-Za-z][A-Za-z_-]{1,40}")  # class names that a person gave, not a build tool
_ZONES = {
    "cn": "Asia/Shanghai",
    "hk": "Asia/Hong_Kong",
    "tw": "Asia/Taipei",
    "sg": "Asia/Singapore",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A source file as proposed."""

    source: Source
    text: str  # YAML, with every doubt as a comment
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkBlock:
    """Links of a page that stand in the same kind of place."""

    selector: str
    titles: tuple[str, ...]
    urls: tuple[str, ...]


def draft_source(
    homepage: str, page: bytes, *, content_type: str = "", sitemaps: Sequence[str] = ()
) -> Draft:
    """Return a draft from a home page, and the sitemaps that were found to be some."""
    tree = parse_page(page, content_type)
    doubts: list[str] = []
    feeds = _feeds(tree, homepage)
    blocks = link_blocks(tree, homepage)
    discover: list[dict[str, Any]] = [{"rss": feed} for feed in feeds[:_MOST_FEEDS]]
    discover += [{"sitemap": one} for one in sitemaps[:1]]
    if blocks and not feeds:
        discover.append(_listing(homepage, blocks[0], doubts))
    values = _outlet(tree, homepage, doubts) | {"discover": discover, "verified": None}
    doubts += _doubts_about(feeds, sitemaps, blocks)
    source = Source.model_validate(values)
    return Draft(source, _written(values, doubts), tuple(doubts))


def source_id(homepage: str) -> str:
    """Return the id that a source with this home page would have."""
    domain = registrable_domain(urlsplit(homepage).hostname or "")
    name = re.sub(r"[^a-z0-9]+", "-", domain.partition(".")[0].lower()).strip("-")
    return name or "source"


def sitemaps_of(robots: str) -> tuple[str, ...]:
    """Return the sitemaps that a robots.txt names, those of news first."""
    named = re.findall(r"^\s*sitemap\s*:\s*(https?://\S+)", robots, re.IGNORECASE | re.MULTILINE)
    return tuple(sorted(dict.fromkeys(named), key=lambda url: "news" not in url.lower()))


def link_blocks(tree: Any, base: str) -> list[LinkBlock]:
    """Return the groups of headlines of a page, those with the most text first."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    site = registrable_domain(urlsplit(base).hostname or "")
    for anchor in tree.iter("a") if tree is not None else ():
        url = absolute_url(anchor.get("href") or "", base)
        title = plain_text(anchor.text_content() or anchor.get("title") or "")
        if url is None or not _is_headline(url, title, site):
            continue
        places[_place(anchor)].setdefault(url, title)
    blocks = [
        LinkBlock(selector, tuple(links.values()), tuple(links))
        for selector, links in places.items()
        if len(links) >= _FEWEST_LINKS and _selects(tree, selector, base, set(links))
    ]
    return sorted(blocks, key=lambda block: -sum(map(len, block.titles)))


def _is_headline(url: str, title: str, site: str) -> bool:
    parts = urlsplit(url)
    return (
        len(title) >= _SHORTEST_HEADLINE
        and registrable_domain(parts.hostname or "") == site
        and bool(re.search(r"\d{2,}|\w+-\w+-\w+", f"{parts.path}?{parts.query}"))
    )


def _place(anchor: Any) -> str:
    """Return a selector for a link: its own tag within the nearest elements that have names."""
    steps, element, named = [_step(anchor)], anchor.getparent(), 0
    while element is not None and isinstance(element.tag, str) and named < 2 and len(steps) < 5:
        step = _step(element)
        named += step != element.tag
        if step != element.tag or len(steps) < 2:
            steps.append(step)
        element = element.getparent()
    return " ".join(reversed([step for step in steps if step not in {"body", "html"}]))


def _step(element: Any) -> str:
    tag = str(element.tag)
    identifier = element.get("id") or ""
    if tag != "a" and _NAMES.fullmatch(identifier):
        return f"#{identifier}"
    names = [name for name in (element.get("class") or "").split() if _NAMES.fullmatch(name)]
    return f"{tag}.{names[0]}" if names else tag


def _selects(tree: Any, selector: str, base: str, wanted: set[str]) -> bool:
    """Tell whether a selector gives the links of its block and hardly any others."""
    try:
        anchors = tree.cssselect(selector)
    except (SelectorError, etree.XPathError):
        return False
    urls = {absolute_url(anchor.get("href") or "", base) for anchor in anchors}
    return len(wanted) >= 0.7 * len(urls)


def _feeds(tree: Any, base: str) -> tuple[str, ...]:
    links = tree.iter("link") if tree is not None else ()
    found = (
        absolute_url(link.get("href") or "", base)
        for link in links
        if (link.get("type") or "").strip().lower() in _FEED_TYPES[:2]
        and "alternate" in (link.get("rel") or "").lower().split()
        and "comment" not in (link.get("title") or "").lower()
    )
    return tuple(dict.fromkeys(url for url in found if url))


def _listing(homepage: str, block: LinkBlock, doubts: list[str]) -> dict[str, Any]:
    doubts.append(
        f"listing: {len(block.titles)} links stand at {block.selector!r}, such as “{block.titles[0]}”: "
        "are these the news?"
    )
    return {"listing": homepage, "links": block.selector}


def _outlet(tree: Any, homepage: str, doubts: list[str]) -> dict[str, Any]:
    host = (urlsplit(homepage).hostname or "").rstrip(".")
    title = plain_text(next(iter(tree.xpath("//title/text()")), "")) if tree is not None else ""
    named = tree.xpath("//meta[@property='og:site_name']/@content") if tree is not None else []
    name = plain_text(next(iter(named), "")) or re.split(r"[-_|—–,，:：]", title)[0].strip() or host
    language = _language(tree, title)
    zone = _ZONES.get(host.rpartition(".")[2], "Asia/Shanghai" if language == "zh" else "UTC")
    doubts += [
        f"name: {name!r} is read off the page",
        "kind: media is a guess (or portal, self-media, official, aggregator, mirror)",
        f"timezone: {zone} is a guess; it counts for dates printed without a zone",
    ]
    return {
        "id": source_id(homepage),
        "name": name,
        "homepage": homepage,
        "kind": "media",
        "language": language,
        "timezone": zone,
    }


def _language(tree: Any, title: str) -> str:
    told = next(iter(tree.xpath("/html/@lang")), "") if tree is not None else ""
    if re.match(r"zh-(hant|tw|hk)\b", told, re.IGNORECASE):
        return "zh-Hant"
    if re.match(r"[a-z]{2}(-|_|$)", told.lower()):
        return str(told[:2].lower())
    return "zh" if re.search("[\u4e00-\u9fff]", title) else "en"


def _doubts_about(
    feeds: Sequence[str], sitemaps: Sequence[str], blocks: Sequence[LinkBlock]
) -> Iterable[str]:
    if len(feeds) > 1:
        yield f"rss: the page names {len(feeds)} feeds; keep those of news"
    if sitemaps:
        yield "sitemap: does it hold news? One of pages that never change only costs time"
    if not feeds and not sitemaps and not blocks:
        yield "discover: nothing was found that announces pages; the source is reached by search only"
    yield "layouts: none; the generic extractor is used until you add some (see `aftermath sources capture`)"


def _written(values: dict[str, Any], doubts: Sequence[str]) -> str:
    head = [f"# Drafted from {urljoin(values['homepage'], '/')}; not verified. To look at:"]
    head += [f"# - {' '.join(doubt.split())}" for doubt in doubts]
    body = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    return "\n".join(head) + "\n" + body
