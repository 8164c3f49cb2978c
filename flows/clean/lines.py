"""A page as a sequence of printed lines inside nested boxes: what every other module reads.

One walk over a parsed tree notes, for each line of text, how much of it is link, which heading and boxes it
stands in and whether it is shown at all. Boxes are the block elements; each knows the range of lines that it
spans, so that questions about any part of the page are answered by looking at lines, not at markup.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas video audio map select option "
    "textarea head title meta link button input datalist source track param".split()  # noqa: SIM905
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul".split()  # noqa: SIM905
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(["b", "strong", *HEADINGS, "th"])
SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2002-\u200a\u202f\u205f]+")
INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\x00]")
_TIME_ATTRIBUTE = re.compile(r"time|date|publi", re.I)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.I)
_CENTERED_STYLE = re.compile(r"text-align\s*:\s*(?:-webkit-)?center", re.I)
_EDGES = " \u3000"


@dataclass(slots=True, eq=False)
class Box:
    """A block element and the lines that it spans."""

    tag: str
    hints: str  # class, id and role, lower case
    parent: "Box | None"  # None: the outermost
    hidden: bool
    centered: bool
    node: object  # the parser's node, to hand the subtree on
    first: int = 0  # index of its first line
    last: int = 0  # index after its last line

    def ancestors(self) -> Iterator["Box"]:
        """Yield the box itself, then what it stands in, inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(slots=True, eq=False)
class Line:
    """One line of printed text."""

    text: str
    pieces: list[str]  # the runs of text that it is made of, in order, each stripped
    box: Box
    linked: int  # characters that stand in links
    heading: int  # 1..6; 0: no heading
    bold: int  # characters that are bold
    pictured: bool  # a picture stands between the line before and this one, or in this one
    links: list[tuple[str, str]]  # address as written, anchor
    hints: str  # class and id of its inline elements, lower case
    times: list[str]  # machine-readable times on its elements

    @property
    def hidden(self) -> bool:
        """Whether a reader is not shown the line at first."""
        return self.box.hidden

    @property
    def linked_share(self) -> float:
        """The share of the line that is link, marks and spaces apart."""
        return self.linked / max(1, len(self.text))


@dataclass(slots=True)
class Printed:
    """What a walk over a tree yields."""

    lines: list[Line]
    boxes: list[Box]


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
        self._box = Box("#root", "", None, hidden=False, centered=False, node=None)
        self._pending = _Pending()
        self._pictured = False
        self._heading = 0
        self._bold = 0
        self._pre = 0
        self._links: list[tuple[str, int]] = []  # address, where in the line it begins

    def open(self, tag: str, attributes: Mapping[str, str | None], node: object) -> bool:
        """Enter an element; False: it is not to be walked."""
        if tag in BLOCKS:
            self._flush()
            self._enter(tag, attributes, node)
        elif tag == "a":
            self._links.append((attributes.get("href") or "", len(self._pending.raw)))
        elif tag == "br":
            self._flush()
        elif tag == "img":
            self._pictured = True
        elif tag == "hr":
            self._flush()
            self._pictured = False
        elif tag in SKIPPED:
            return False
        if attributes and tag not in BLOCKS and not self._note(attributes):
            if tag == "a":
                self._links.pop()
            return False
        if tag in BOLD:
            self._bold += 1
            self._heading = HEADINGS.get(tag, self._heading)
        elif tag == "pre":
            self._pre += 1
        return True

    def close(self, tag: str) -> None:
        """Leave an element that was entered."""
        if tag in BLOCKS:
            self._flush()
            self._box.last = len(self.lines)
            self._box = self._box.parent or self._box
            if tag == "pre":
                self._pre -= 1
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())
        if tag in BOLD:
            self._bold -= 1
            if tag in HEADINGS:
                self._heading = 0

    def text(self, text: str) -> None:
        """Print a run of text on the current line."""
        if self._pre and "\n" in text:
            for number, part in enumerate(text.split("\n")):
                if number:
                    self._flush()
                self._print(part)
        else:
            self._print(text)

    def finish(self) -> Printed:
        """Return what was collected."""
        self._flush()
        for box in self._box.ancestors():
            box.last = len(self.lines)
        return Printed(self.lines, self.boxes)

    def _enter(self, tag: str, attributes: Mapping[str, str | None], node: object) -> None:
        parent = self._box
        hints, hidden, centered = "", parent.hidden, tag == "center"
        if attributes:
            hints = _hints(attributes)
            style = attributes.get("style") or ""
            hidden = hidden or "hidden" in attributes or bool(_HIDDEN_STYLE.search(style))
            centered = centered or attributes.get("align") == "center"
            centered = centered or bool(style and _CENTERED_STYLE.search(style))
        box = Box(tag, hints, parent, hidden, centered, node, len(self.lines))
        self.boxes.append(box)
        self._box = box
        self._note_times(attributes)

    def _note(self, attributes: Mapping[str, str | None]) -> bool:
        """Note what an inline element says of itself; False: it is not shown."""
        style = attributes.get("style")
        if (style and _HIDDEN_STYLE.search(style)) or "hidden" in attributes:
            return False
        hints = _hints(attributes)
        if hints and len(self._pending.hints) < 12:
            self._pending.hints.append(hints)
        self._note_times(attributes)
        return True

    def _note_times(self, attributes: Mapping[str, str | None]) -> None:
        for name, value in attributes.items():
            if name not in ("class", "id", "style", "href", "src") and value and _TIME_ATTRIBUTE.search(name):
                self._pending.times.append(value[:64])

    def _print(self, text: str) -> None:
        pending = self._pending
        pending.raw.append(text)
        size = len(text.strip())
        if self._links:
            pending.linked += size
        if self._bold:
            pending.bold += size

    def _end_link(self, href: str, start: int) -> None:
        anchor = SPACES.sub(" ", "".join(self._pending.raw[start:])).strip()
        if href and anchor:
            self._pending.links.append((href, anchor))

    def _flush(self) -> None:
        """End the current line."""
        pending = self._pending
        if not pending.raw:
            return
        for number, (href, start) in enumerate(self._links):  # a link that goes on in the next line
            self._end_link(href, start)
            self._links[number] = (href, 0)
        self._pending = _Pending()
        text = _tidy("".join(pending.raw))
        if not text:
            return
        pieces = [piece for raw in pending.raw if (piece := _tidy(raw))] if len(pending.raw) > 1 else [text]
        size = len(text)
        self.lines.append(
            Line(
                text,
                pieces,
                self._box,
                min(pending.linked, size),
                self._heading,
                min(pending.bold, size),
                self._pictured,
                pending.links,
                " ".join(pending.hints),
                pending.times,
            )
        )
        self._pictured = False


def _tidy(text: str) -> str:
    if not text.isprintable():  # also true of every space but the plain one
        text = INVISIBLE.sub("", SPACES.sub(" ", text))
    elif "  " in text:
        text = SPACES.sub(" ", text)
    return text.strip(_EDGES)


def _hints(attributes: Mapping[str, str | None]) -> str:
    name, identity = attributes.get("class"), attributes.get("id")
    if name or identity:
        return f"{name or ''} {identity or ''}".strip().lower()
    return ""
