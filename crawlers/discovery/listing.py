"""Pages of links: channels, topics, tags, search results."""

import re
from datetime import tzinfo
from typing import Any

from lxml import etree, html

from crawlers.discovery.announced_time import announced_time
from crawlers.discovery.found import (
    LONGEST_SUMMARY,
    Announcement,
    DiscoveryFailure,
    FoundLink,
    absolute_url,
    decoded,
    merged,
    plain_text,
)
from crawlers.source import Discovery


def read_listing(
    body: bytes, url: str, way: Discovery, *, zone: tzinfo, content_type: str = ""
) -> Announcement | DiscoveryFailure:
    """Return the links of a page as `way` selects them, and the address of the next page."""
    tree = parse_page(body, content_type)
    if tree is None:
        return DiscoveryFailure("the page is empty or not HTML")
    base = absolute_url(next(iter(tree.xpath("//base/@href")), ""), url) or url
    blocks = tree.cssselect(way.items) if way.items else [tree]
    found = [
        link for block in blocks for link in _links(block, base, way, zone if way.items else None)
    ]
    match = re.compile(way.match or "")
    links = merged([link for link in found if match.search(link.url) and link.url != url])
    return Announcement(links, _next_page(tree, base, way))


def parse_page(body: bytes, content_type: str = "") -> Any | None:
    """Return a page as an lxml tree; None where there is nothing to parse."""
    text = decoded(body, content_type)
    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _links(block: Any, base: str, way: Discovery, zone: tzinfo | None) -> list[FoundLink]:
    """Return the links of a block; only a block around one link (`zone` given) has further fields."""
    found = []
    for anchor in block.cssselect(way.links or "a[href]"):
        url = absolute_url(anchor.get("href") or "", base)
        if url is not None:
            found.append(FoundLink(url=url, title=_title(anchor)))
    if zone is None or not found:
        return found
    titled = _text(block, way.title) or max((link.title for link in found), key=len)
    return [
        FoundLink(
            url=found[0].url,
            title=titled,
            summary=_text(block, way.summary, LONGEST_SUMMARY),
            published_at=_time(block, way.published, zone),
            credit=_text(block, way.credit),
        )
    ]


def _title(anchor: Any) -> str:
    shown = plain_text(anchor.text_content())
    told = plain_text(anchor.get("title") or "")
    if told and (not shown or shown.rstrip(".…") != shown):  # cut short on the page
        return told
    return shown or plain_text(" ".join(anchor.xpath(".//img/@alt")))


def _text(block: Any, selector: str | None, longest: int = 300) -> str:
    elements = block.cssselect(selector) if selector else ()
    return plain_text(" ".join(e.text_content() for e in elements[:3]), longest)


def _time(block: Any, selector: str | None, zone: tzinfo) -> Any:
    for element in block.cssselect(selector) if selector else ():
        for value in (element.text_content(), *element.attrib.values()):
            moment = announced_time(value, zone)
            if moment is not None:
                return moment
    return None


def _next_page(tree: Any, base: str, way: Discovery) -> tuple[str, ...]:
    if way.pages is None or way.pages.next is None:
        return ()
    addresses = (element.get("href") or "" for element in tree.cssselect(way.pages.next))
    urls = (absolute_url(address, base) for address in addresses)
    return tuple(url for url in urls if url)[:1]
