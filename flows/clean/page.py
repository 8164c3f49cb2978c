"""One page, decoded and parsed once: everything that the extractors look at."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from flows.clean.json_text import parse_json
from flows.clean.line_builder import read_lines
from flows.clean.lines import Line
from flows.clean.tree import parse, written_out


@dataclass(slots=True)
class Page:
    """A parsed page."""

    url: str
    html: str
    fetched_at: datetime
    lines: list[Line]  # as printed
    head_title: str  # <title>; may be empty
    canonical: str | None  # rel=canonical; None: the page names none
    metas: dict[str, str] = field(
        default_factory=dict
    )  # name, property or itemprop, lower case, to content
    linked_data: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects, flattened


def read_page(html: str, url: str, fetched_at: datetime) -> Page:
    """Parse a page."""
    tree = parse(html)
    head = (_head_title(tree), _canonical(tree), _metas(tree), _linked_data(tree))
    return Page(url, html, fetched_at, read_lines(written_out(tree)), *head)


def _head_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return " ".join(node.text().split()) if node is not None else ""


def _canonical(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first('link[rel="canonical"]')
    return node.attributes.get("href") if node is not None else None


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.css("meta")[:200]:
        attributes = node.attributes
        content = attributes.get("content")
        for key in ("property", "name", "itemprop"):
            name = attributes.get(key)
            if name and content:
                metas.setdefault(name.strip().lower(), " ".join(content[:2_000].split()))
    return metas


def _linked_data(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for node in tree.css('script[type="application/ld+json"]')[:10]:
        stack = [parse_json(node.text())]
        while stack and len(found) < 50:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(item[:50])
            elif isinstance(item, dict):
                found.append(item)
                stack.append(item.get("@graph"))
    return found
