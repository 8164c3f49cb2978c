"""The fast parser: a page as browsers read it.

Whole pages are parsed by lexbor, which follows the HTML standard, and written out again without what is never text:
well-formed markup, that lines.py reads in one pass. Measured 2026-11-22 on 156 news pages: 1.5 ms a page; lxml 1.9 ms;
BeautifulSoup 18 ms.
"""

import re

from selectolax.lexbor import LexborHTMLParser

# fmt: off
NEVER_TEXT = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "video", "audio", "select", "textarea",
    "head", "button", "noframes", "noembed", "xmp", "plaintext",
]
# fmt: on
_FORMATTING = re.compile(
    r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s>/])[^>]*>", re.I
)
_OPENING = re.compile(
    r"<(?:(?P<off>/)?(?P<format>b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)|(?P<end>/)?(?P<block>div|p|table|td|tr|ul|ol|li|dl|dd|section|article|center|form|blockquote|span|h[1-6]))(?=[\s>/])",
    re.I,
)
_TAGS = ("b", "i", "u", "s", "em", "tt", "font", "strong", "small", "big", "code", "nobr", "strike")
_ANY_CASE = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in tag) for tag in _TAGS)
_FIRST = "".join(sorted({letter for tag in _TAGS for letter in (tag[0], tag[0].upper())}))
# Spelt out: ignoring case takes twice the time.
_FORMAT = re.compile(rf"<(?=[{_FIRST}])(?:{_ANY_CASE})[\s>/]".encode())
_FORMAT_OR_END = re.compile(rf"<(/?)(?=[{_FIRST}])(?:{_ANY_CASE})[\s>/]".encode())
SMALL = 600  # tags: with fewer a page cannot ask for much
LARGE = 12_000  # tags: with fewer no nesting takes long
MAX_DEPTH = (
    4_000  # a parser looks through all open elements at every block: time grows with the square
)
# Formatting elements that were left open are opened again in every block that follows: a page of a few
# kilobytes can ask for millions of nodes.
MAX_REOPENED = 150_000  # measured: 630 bytes a node


# Every attribute of a tag is compared with all before it: 100,000 of them took 18 s (2026-11-29).
CROWDED = 300_000  # bytes: in a smaller page no tag takes long
MOST_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(rb"""(<[A-Za-z][\w:-]*+)((?:[^<>"']|"[^"]*+"|'[^']*+'){4000,}+)""")


class TooDeepError(ValueError):
    """The elements of a page are nested beyond what is read."""


def parse(html: str) -> LexborHTMLParser:
    """Parse a whole page; formatting that would multiply its nodes is dropped first."""
    markup = html.encode("utf-8", "replace")
    if len(markup) > CROWDED:
        uncrowded = _LONG_TAG.sub(_without_crowd, markup)
        if uncrowded != markup:
            markup, html = uncrowded, uncrowded.decode()
    tags = markup.count(b"<")
    if tags > LARGE or (tags > SMALL and _may_multiply(markup, tags)):
        markup = _tamed(html).encode("utf-8", "replace")
    return LexborHTMLParser(markup)


def written_out(tree: LexborHTMLParser) -> str:
    """Return the printed part of a page as well-formed markup; the tree loses the rest."""
    tree.strip_tags(NEVER_TEXT)
    return (tree.root.html or "") if tree.root is not None else ""


def _without_crowd(tag: re.Match[bytes]) -> bytes:
    """Return a long tag, without attributes if there are more of them than anybody writes."""
    return tag[1] if len(tag[2].split()) > MOST_ATTRIBUTES else tag[0]


def _may_multiply(html: bytes, tags: int) -> bool:
    """Whether formatting may be open so often that blocks would multiply it: a bound that is quickly found."""
    if tags * len(_FORMAT.findall(html)) <= 3 * MAX_REOPENED:
        return False
    is_open = most = 0
    for end in _FORMAT_OR_END.findall(html):
        is_open = max(0, is_open - 1) if end else is_open + 1
        most = max(most, is_open)
    return tags * most > MAX_REOPENED


def _tamed(html: str) -> str:
    """Return a page without formatting, if that is left open so that it would multiply."""
    open_formats = depth = deepest = reopened = 0
    for match in _OPENING.finditer(html):
        if match["format"]:
            open_formats = max(0, open_formats - 1) if match["off"] else open_formats + 1
        elif match["end"]:
            depth = max(0, depth - 1)
        else:
            reopened += open_formats
            if match["block"] not in ("p", "li", "dd"):  # these close themselves
                depth += 1
                deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise TooDeepError(f"{deepest} elements inside each other")
    return _FORMATTING.sub("", html) if reopened > MAX_REOPENED else html
