"""A page as a sequence of printed lines inside nested boxes: what every other module reads.

One walk over a parsed tree notes, for each line of text, how much of it is link, which heading and boxes it
stands in and whether it is shown at all. Boxes are the block elements; each knows the range of lines that it
spans, so that questions about any part of the page are answered by looking at lines, not at markup.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "map",
        "select",
        "option",
        "textarea",
        "head",
        "title",
        "meta",
        "link",
        "button",
        "input",
        "datalist",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"])
TIME_ATTRIBUTES = re.compile(r"datetime|time|date|timestamp|publi", re.I)
SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2002-\u200a\u202f\u205f]+")
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\x00]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.I)


@dataclass(slots=True)
class Box:
    """A block element and the lines that it spans."""

    tag: str
    hints: str  # class, id and role, lower case
    parent: "Box | None"  # None: the outermost
    depth: int
    hidden: bool
    node: object  # the parser's node, to hand the subtree on
    first: int = 0  # index of its first line
    last: int = 0  # index after its last line

    def ancestors(self) -> Iterator["Box"]:
        """Yield the box itself, then what it stands in, inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True)
class Line:
    """One line of printed text."""

    text: str
    pieces: list[str]  # the runs of text that it is made of, in order, each stripped
    box: Box
    linked: int  # characters that stand in links
    heading: int  # 1..6; 0: no heading
    bold: int  # characters that are bold
    hidden: bool
    links: list[tuple[str, str]]  # address as written, anchor
    hints: str  # class and id of its inline elements, lower case
    times: list[str]  # machine-readable times on its elements


@dataclass(slots=True)
class Printed:
    """What a walk over a tree yields."""

    lines: list[Line]
    boxes: list[Box]


@dataclass(slots=True)
class _Frame:
    tag: str
    box: Box | None  # the box that this element opened; None: inline
    heading: int
    bold: bool
    anchor: int  # length of the line where a link opened
    href: str


@dataclass(slots=True)
class _Pending:
    raw: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)


class LineBuilder:
    """Collects lines and boxes from the events of a walk, whichever parser it goes over."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self._box = Box("#root", "", None, 0, hidden=False, node=None)
        self._pending = _Pending()
        self._heading = 0
        self._bold = 0
        self._pre = 0
        self._links: list[tuple[str, int]] = []

    def open(self, tag: str, attributes: Mapping[str, str | None], node: object) -> bool:
        """Enter an element; False: it is not to be walked."""
        if tag in SKIPPED:
            return False
        style = attributes.get("style")
        hidden = "hidden" in attributes or bool(style and _HIDDEN_STYLE.search(style))
        hints = _hints(attributes)
        if tag == "br" or tag == "hr":
            self.flush()
        elif tag in BLOCKS:
            self.flush()
            self._enter(tag, hints, hidden=hidden, node=node)
        elif hidden:
            return False
        elif hints:
            self._pending.hints.append(hints)
        if tag == "a":
            self._links.append((attributes.get("href") or "", len(self._pending.raw)))
        if tag in BOLD:
            self._bold += 1
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        if tag == "pre":
            self._pre += 1
        if attributes and tag != "a":
            for name, value in attributes.items():
                if value and name not in ("class", "id", "style") and TIME_ATTRIBUTES.search(name):
                    self._pending.times.append(value[:64])
        return True

    def close(self, tag: str) -> None:
        """Leave an element that was entered."""
        if tag == "a" and self._links:
            href, start = self._links.pop()
            anchor = "".join(self._pending.raw[start:]).strip()
            if href and anchor:
                self._pending.links.append((href, anchor))
        if tag in BOLD:
            self._bold -= 1
        if tag in BLOCKS:
            self.flush()
            self._box.last = len(self.lines)
            if self._box.parent is not None:
                self._box = self._box.parent
        if tag in HEADINGS:
            self._heading = 0
        if tag == "pre":
            self._pre -= 1

    def text(self, text: str) -> None:
        """Print a run of text on the current line."""
        if self._pre and "\n" in text:
            for number, part in enumerate(text.split("\n")):
                if number:
                    self.flush()
                self._print(part)
            return
        self._print(text)

    def _print(self, text: str) -> None:
        pending = self._pending
        pending.raw.append(text)
        size = len(text.strip())
        if self._links:
            pending.linked += size
        if self._bold:
            pending.bold += size

    def _enter(self, tag: str, hints: str, *, hidden: bool, node: object) -> None:
        parent = self._box
        box = Box(tag, hints, parent, parent.depth + 1, hidden or parent.hidden, node)
        box.first = len(self.lines)
        self.boxes.append(box)
        self._box = box

    def flush(self) -> None:
        """End the current line."""
        pending = self._pending
        if not pending.raw:
            if pending.hints and len(pending.hints) > 8:
                pending.hints.clear()
            return
        self._pending = _Pending()
        text = INVISIBLE.sub("", SPACES.sub(" ", "".join(pending.raw))).strip(" \u3000")
        if not text:
            return
        pieces = [p for p in (SPACES.sub(" ", raw).strip(" \u3000") for raw in pending.raw) if p]
        for number, (href, _) in enumerate(self._links):
            anchor = "".join(pending.raw).strip()
            if href and anchor:
                pending.links.append((href, anchor))
            self._links[number] = (href, 0)
        self.lines.append(
            Line(
                text,
                pieces,
                self._box,
                min(pending.linked, len(text)),
                self._heading,
                min(pending.bold, len(text)),
                self._box.hidden,
                pending.links,
                " ".join(pending.hints),
                pending.times,
            )
        )

    def finish(self) -> Printed:
        """Return what was collected."""
        self.flush()
        for box in self._box.ancestors():
            box.last = len(self.lines)
        return Printed(self.lines, self.boxes)


def _hints(attributes: Mapping[str, str | None]) -> str:
    parts = [attributes[name] or "" for name in ("class", "id", "role") if name in attributes]
    return " ".join(parts).lower() if parts else ""
