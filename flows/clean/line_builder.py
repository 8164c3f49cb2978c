"""One pass over a parsed and normalised page, tags and texts in their order, that notes its lines and boxes."""

import re

from flows.clean.lines import Box, Line, Look, Picture, tidy, value_of

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
))
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))
# fmt: on
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(["b", "strong", *HEADINGS, "th"])
_BOLD_ENDS = frozenset(f"/{tag}" for tag in BOLD)
NOTED = BLOCKS | BOLD | frozenset(["a", "br", "img", "hr"])  # what more than attributes is read of
BLOCK_ENDS = frozenset(f"/{tag}" for tag in BLOCKS)
MAX_DEPTH = 2_000
MAX_ATTRIBUTES = 8_000  # characters of one element that times are looked for in
_ATTRIBUTE = re.compile(r'(?<!\S)([^\s="/]{1,40})="([^"]*)"')
_TIME_ATTRIBUTE = re.compile(r"time|date|publi", re.I)
_HIDDEN = re.compile(r'style="[^"]*?display\s*:\s*none|(?:^|\s)hidden(?:=|\s|$)', re.I)
_CENTERED = re.compile(r'text-align\s*:\s*(?:-webkit-)?center|align="center"', re.I)
_TORN = re.compile("(?<=[\u4e00-\u9fff])[\u200b-\u200f\u2060\ufeff\xad]+(?=[\u4e00-\u9fff])")
_PLAIN = Look("")


def read_lines(html: str) -> list[Line]:
    """Return the printed lines of a page as the parser wrote it out: no "<" or ">" but those of tags."""
    builder = LineBuilder()
    for chunk in without_comments(html).split("<"):
        head, _, run = chunk.partition(">")
        if head in BLOCK_ENDS:
            if builder.raw:
                builder.flush()
            builder.leave_block(head)
        elif head[:1] == "/":
            if head[1:] in NOTED or builder.unseen:
                builder.leave(head[1:])
        else:
            tag, _, attributes = head.partition(" ")
            if tag in BLOCKS:
                if builder.raw:
                    builder.flush()
                builder.enter_block(tag, attributes)
            elif attributes or tag in NOTED:
                builder.enter(tag, attributes)
        if run:
            if not run.isspace() or builder.preformatted:
                builder.print(run)
            elif builder.raw:
                builder.raw.append(" ")
    return builder.finish()


def without_comments(html: str) -> str:
    """Return markup without its comments."""
    if "<!--" not in html:
        return html
    first, *rest = html.split("<!--")
    return first + "".join([part.partition("-->")[2] for part in rest])


class LineBuilder:
    """Collects lines and boxes from the tags and texts of a page in their order."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.raw: list[str] = []  # the runs of text of the current line
        self.preformatted = 0
        self.unseen: list[str] = []  # inline elements that are not shown, outermost first
        self._box = Box("#root", _PLAIN, None, False, False, 0)
        self._depth = 0
        self._deeper = 0  # blocks open beyond the depth that is noted
        self._looks = {"": _PLAIN}  # by attributes
        self._linked = 0
        self._bolded = 0
        self._found: list[
            tuple[str, int, int]
        ] = []  # links: attributes, first run, run after the last
        self._inline: list[str] = []
        self._times: list[str] = []
        self._links: list[tuple[str, int]] = []  # open ones: attributes, first run
        self._picture: Picture | None = None
        self._heading = 0
        self._bold = 0

    def enter_block(self, tag: str, attributes: str) -> None:
        """Enter a block element."""
        if tag in BOLD:
            self._bold += 1
            self._heading = HEADINGS.get(tag, self._heading)
        if self._depth >= MAX_DEPTH:
            self._deeper += 1
            return
        self._depth += 1
        if self._inline:
            self._inline = []
        parent = self._box
        look = self._looks.get(attributes)
        if look is None:
            look = self._looks[attributes] = _look_of(attributes)
        if look.timed:
            self._note_times(attributes)
        hidden = parent.hidden or look.hidden
        centered = tag == "center" or look.centered
        self._box = Box(tag, look, parent, hidden, centered, len(self.lines))
        if tag == "pre":
            self.preformatted += 1

    def leave_block(self, end: str) -> None:
        """Leave a block element; `end` is its name with a slash before it."""
        if end in _BOLD_ENDS:
            self._bold -= 1
            self._heading = 0
        if self._deeper:
            self._deeper -= 1
            return
        box = self._box
        box.last = len(self.lines)
        if box.parent is not None:
            self._box = box.parent
            self._depth -= 1
        if end == "/pre":
            self.preformatted -= 1

    def enter(self, tag: str, attributes: str) -> None:
        """Enter an inline element, or pass one that is empty."""
        if tag == "a":
            self._links.append((attributes, len(self.raw)))
        elif tag in BOLD:
            self._bold += 1
        elif tag == "br" or tag == "hr":
            if self.raw:
                self.flush()
        elif tag == "img":
            self._picture = Picture(self._box, value_of(attributes, "alt"))
        if attributes or self.unseen:
            self._note(tag, attributes)

    def leave(self, tag: str) -> None:
        """Leave an inline element."""
        if tag == "a":
            if self._links:
                self._end_link(*self._links.pop())
        elif tag in BOLD:
            self._bold -= 1
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def print(self, text: str) -> None:
        """Print a run of text on the current line."""
        if self.preformatted and "\n" in text:
            for part in text.split("\n"):
                self.flush()
                self.print(part)
        elif not self.unseen:
            self.raw.append(text)
            if self._links or self._bold:
                size = len(text.strip())
                self._linked += size if self._links else 0
                self._bolded += size if self._bold else 0

    def flush(self) -> None:
        """End the current line."""
        raw = self.raw
        if not raw:
            return
        if self._links:  # a link that goes on in the next line
            for attributes, start in self._links:
                self._end_link(attributes, start)
            self._links = [(attributes, 0) for attributes, _ in self._links]
        text = raw[0] if len(raw) == 1 else "".join(raw)
        torn = 0 if text.isprintable() else len(_TORN.findall(text))
        text = tidy(text)
        if text:
            size, linked, bold = len(text), self._linked, self._bolded
            linked, bold = linked if linked < size else size, bold if bold < size else size
            links, inline, times = self._found or (), self._inline or (), self._times or ()
            self.lines.append(
                Line(text, raw, self._box, linked, self._heading, bold, self._picture, links, inline, times, torn)
            )  # fmt: skip
            self._picture = None
            if times:
                self._times = []
        if self._inline:
            self._inline = []
        if self._found:
            self._found = []
        self.raw, self._linked, self._bolded = [], 0, 0

    def finish(self) -> list[Line]:
        """Return what was collected."""
        self.flush()
        for box in self._box.ancestors():
            box.last = len(self.lines)
        return self.lines

    def _note(self, tag: str, attributes: str) -> None:
        """Note what an inline element says of itself."""
        if self.unseen:
            if tag == self.unseen[0]:
                self.unseen.append(tag)
        elif _is_hidden(attributes) and tag not in VOID:
            self.unseen.append(tag)
        else:
            self._inline.append(attributes)
        if "time" in attributes or "date" in attributes:
            self._note_times(attributes)

    def _note_times(self, attributes: str) -> None:
        for name, value in _ATTRIBUTE.findall(attributes[:MAX_ATTRIBUTES]):
            if (
                value
                and name not in ("class", "id", "style", "href", "src")
                and _TIME_ATTRIBUTE.search(name)
            ):
                self._times.append(value[:64])

    def _end_link(self, attributes: str, start: int) -> None:
        if len(self.raw) > start:
            self._found.append((attributes, start, len(self.raw)))


def _look_of(attributes: str) -> Look:
    return Look(
        attributes,
        _is_hidden(attributes),
        "center" in attributes and _CENTERED.search(attributes) is not None,
        "time" in attributes or "date" in attributes,
    )


def _is_hidden(attributes: str) -> bool:
    return ("display" in attributes or "hidden" in attributes) and bool(_HIDDEN.search(attributes))
