"""One page, decoded and parsed once: everything that the extractors look at."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborNode

from flows.clean.json_text import parse_json
from flows.clean.line_builder import read_lines
from flows.clean.lines import Line
from flows.clean.tree import parse, written_out

# What is read of a page's head, wherever it stands: found in one walk over the tree.
_HEAD = 'title, link[rel="canonical"], meta, script[type="application/ld+json"]'


@dataclass(slots=True)
class Page:
    """A parsed page."""

    url: str
    html: str
    fetched_at: datetime
    lines: list[Line]  # as printed
    head_title: str  # <title>; may be empty
    canonical: str | None  # rel=canonical; None: the page names none
    announced_at: datetime | None = None  # published, as the link to it announced; None: not said
    metas: dict[str, str] = field(
        default_factory=dict
    )  # name, property or itemprop, lower case, to content
    linked_data: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects, flattened


def read_page(html: str, url: str, fetched_at: datetime) -> Page:
    """Parse a page."""
    tree = parse(html)
    head = tree.css(_HEAD)
    titles, links, metas, scripts = (
        [node for node in head if node.tag == tag] for tag in ("title", "link", "meta", "script")
    )
    page = Page(
        url,
        html,
        fetched_at,
        lines=[],
        head_title=" ".join(titles[0].text().split()) if titles else "",
        canonical=links[0].attributes.get("href") if links else None,
        metas=_metas(metas[:200]),
        linked_data=_linked_data(scripts[:10]),
    )
    page.lines = read_lines(written_out(tree))  # last: the tree loses the rest
    return page


def _metas(nodes: list[LexborNode]) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in nodes:
        attributes = node.attributes
        content = attributes.get("content")
        for key in ("property", "name", "itemprop"):
            name = attributes.get(key)
            if name and content:
                metas.setdefault(name.strip().lower(), " ".join(content[:2_000].split()))
    return metas


def _linked_data(nodes: list[LexborNode]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for node in nodes:
        stack = [parse_json(node.text())]
        while stack and len(found) < 50:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(item[:50])
            elif isinstance(item, dict):
                found.append(item)
                stack.append(item.get("@graph"))
    return found
