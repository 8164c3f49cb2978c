"""Pieces of HTML: a subtree that a layout chose, or markup carried inside of JSON.

BeautifulSoup cleans them, since selectors and removals are its strength and the pieces are small; whole pages
never pass here.
"""

from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from flows.clean.extract import running_text
from flows.clean.line_builder import read_lines
from flows.clean.lines import Line
from flows.clean.tree import NEVER_TEXT, parse, written_out

MAX_FRAGMENT = 2_000_000  # characters


def fragment_lines(html: str, title: str, drop: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return the running text of a piece of HTML, without what the selectors in `drop` match."""
    lines = printed_lines(html, drop)
    return tuple(running_text(lines, title)) if lines else ()


def printed_lines(html: str, drop: Sequence[str] = ()) -> list[Line]:
    """Return every printed line of a piece of HTML."""
    html = html[:MAX_FRAGMENT]
    if "<" not in html:
        html = "".join(f"<p>{line}</p>" for line in html.splitlines())
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(NEVER_TEXT):
        element.decompose()
    for element in _matched(soup, drop):
        element.decompose()
    return read_lines(written_out(parse(str(soup))))


def _matched(soup: BeautifulSoup, selectors: Iterable[str]) -> list[Tag]:
    found: list[Tag] = []
    for selector in selectors:
        try:
            found += soup.select(selector)
        except (SelectorSyntaxError, NotImplementedError):  # checked when the source was loaded
            continue
    return found
