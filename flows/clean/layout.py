"""The layouts of a source: what its selectors say of a page beats the generic extractor, field by field.

Layouts are tried newest first, those whose last day lies before the fetch left out of the first round; the first whose
body (or, without one, whose title or other fields) is found decides. A field that it misses is left to the generic extractor.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from selectolax.lexbor import LexborHTMLParser

from crawlers.catalog import Layout, Selector, Source
from flows.clean.fragment import fragment_lines, printed_lines
from flows.clean.json_text import parse_json
from flows.clean.lines import Line
from flows.clean.tree import parse

MAX_VALUES = 40  # elements that one selector may match


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a layout found on a page; empty where it found nothing."""

    title: str = ""
    lines: tuple[Line, ...] = ()
    published: str = ""
    modified: str = ""
    credit: str = ""
    author: str = ""


def read_layout(html: str, source: Source | None, on: date) -> Chosen:
    """Return what the first fitting layout of a source says of a page."""
    layouts = source.layouts if source is not None else ()
    if not layouts:
        return Chosen()
    tree = parse(html)
    fresh = [layout for layout in layouts if layout.until is None or layout.until >= on]
    for layout in (*fresh, *(layout for layout in layouts if layout not in fresh)):
        chosen = _read(html, tree, layout)
        if chosen.lines or (layout.body is None and _fits_without_body(layout, chosen)):
            return chosen
    return Chosen()


def _fits_without_body(layout: Layout, chosen: Chosen) -> bool:
    fields = (chosen.published, chosen.modified, chosen.credit, chosen.author)
    return bool(chosen.title) if layout.title is not None else any(fields)


def _read(html: str, tree: LexborHTMLParser, layout: Layout) -> Chosen:
    title = _text(html, tree, layout.title)
    return Chosen(
        title,
        _body(html, tree, layout, title),
        *(
            _text(html, tree, field)
            for field in (layout.published, layout.modified, layout.credit, layout.author)
        ),
    )


def _body(html: str, tree: LexborHTMLParser, layout: Layout, title: str) -> tuple[Line, ...]:
    markup = "\n".join(_values(html, tree, layout.body, markup=True)) if layout.body else ""
    return fragment_lines(markup, title, layout.drop) if markup.strip() else ()


def _text(html: str, tree: LexborHTMLParser, selector: Selector | None) -> str:
    """Return the text of the first value that has one."""
    for value in _values(html, tree, selector, markup=False) if selector else ():
        if text := " ".join(value.split()):
            return text[:500]
    return ""


def _values(html: str, tree: LexborHTMLParser, selector: Selector, *, markup: bool) -> list[str]:
    if selector.css is not None:
        return _by_css(tree, selector.css, selector.attribute, markup=markup)
    if selector.regex is not None:
        match = re.search(selector.regex, html)
        found = [] if match is None else [match[1] if match.re.groups else match[0]]
    else:
        found = _by_path(html, selector.json_path or "", selector.embedded)
    return found if markup else [_plain(value) for value in found]


def _by_css(tree: LexborHTMLParser, css: str, attribute: str | None, *, markup: bool) -> list[str]:
    try:
        found = tree.css(css)[:MAX_VALUES]
    except (ValueError, RuntimeError):  # what cssselect accepts and lexbor does not
        return []
    nodes = list({node.mem_id: node for node in found}.values())  # two selectors may meet in one
    if attribute is not None:
        return [value for node in nodes if (value := node.attributes.get(attribute))]
    if markup:
        nodes = [node for node in nodes if not _inside(node, nodes)]
        return [node.html or "" for node in nodes]
    return [_plain(node.html or "") for node in nodes]


def _inside(node: Any, nodes: list[Any]) -> bool:
    """Whether a node stands in another one of those, so that its text would be taken twice."""
    ids = {other.mem_id for other in nodes}
    parent = node.parent
    while parent is not None:
        if parent.mem_id in ids:
            return True
        parent = parent.parent
    return False


def _by_path(html: str, path: str, embedded: str | None) -> list[str]:
    text = html
    if embedded is not None:
        match = re.search(embedded, html, re.S)
        if match is None:
            return []
        text = match[1] if match.re.groups else match[0]
    try:
        value = jmespath.search(path, parse_json(text))
    except JMESPathError:
        return []
    values = value if isinstance(value, list) else [value]
    return [
        str(item)
        for item in values
        if isinstance(item, (str, int, float)) and not isinstance(item, bool)
    ]


def _plain(markup: str) -> str:
    return " ".join(line.text for line in printed_lines(markup)) if "<" in markup else markup
