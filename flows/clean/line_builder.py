"""One pass over a parsed and normalised page, tags and texts in their order, that notes its lines and boxes."""

import re

from flows.clean.lines import Box, Line, Picture, tidy, value_of

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(["b", "strong", *HEADINGS, "th"])
NOTED = BLOCKS | BOLD | frozenset(["a", "br", "img", "hr"])  # what more than attributes is read of
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
MAX_DEPTH = 2_000
MAX_ATTRIBUTES = 8_000  # characters of one element that times are looked for in
_ATTRIBUTE = re.compile(r'(?<!\S)([^\s="/]{1,40})="([^"]*)"')
_TIME_ATTRIBUTE = re.compile(r"time|date|publi", re.I)
_HIDDEN = re.compile(r'style="[^"]*?display\s*:\s*none|(?:^|\s)hidden(?:=|\s|$)', re.I)
_CENTERED = re.compile(r'text-align\s*:\s*(?:-webkit-)?center|align="center"', re.I)
_TORN = re.compile("(?<=[\u4e00-\u9fff])[\u200b-\u200f\u2060\ufeff\xad]+(?=[\u4e00-\u9fff])")


def read_lines(html: str) -> list[Line]:
    """Return the printed lines of a page as the parser wrote it out: no "<" or ">" but those of tags."""
    builder = LineBuilder()
    text, opened, closed = builder.text, builder.open, builder.close
    if "<!--" in html:
        html = COMMENT.sub("", html)
    for chunk in html.split("<"):
        head, _, run = chunk.partition(">")
        if head[:1] == "/":
            tag = head[1:]
            if tag in NOTED or builder.unseen:
                closed(tag)
        else:
            tag, _, attributes = head.partition(" ")
            if attributes or tag in NOTED:
                opened(tag, attributes)
        if run:
            if not run.isspace() or builder.preformatted:
                text(run)
            elif builder.raw:
                builder.raw.append(" ")
    return builder.finish()


class LineBuilder:
    """Collects lines and boxes from the tags and texts of a page in their order."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._box = Box("#root", "", None, hidden=False, centered=False, first=0)
        self._depth = 0
        self._deeper = 0  # blocks open beyond the depth that is noted
        self.raw: list[str] = []
        self._linked = 0
        self._bolded = 0
        self._found: list[tuple[str, str]] = []
        self._inline: list[str] = []
        self._times: list[str] = []
        self._links: list[tuple[str, int]] = []  # address, where in the line it begins
        self._picture: Picture | None = None
        self._heading = 0
        self._bold = 0
        self.preformatted = 0
        self.unseen: list[str] = []  # inline elements that are not shown, outermost first

    def open(self, tag: str, attributes: str) -> None:
        """Enter an element."""
        if tag in BLOCKS:
            if self.raw:
                self._flush()
            self._enter(tag, attributes)
            if tag in BOLD:
                self._bold += 1
                self._heading = HEADINGS.get(tag, self._heading)
            return
        if tag == "a":
            self._links.append((value_of(attributes, "href"), len(self.raw)))
        elif tag in BOLD:
            self._bold += 1
        elif tag == "br" or tag == "hr":
            self._flush()
        elif tag == "img":
            self._picture = Picture(self._box, value_of(attributes, "alt"))
        if attributes or self.unseen:
            self._note(tag, attributes)

    def close(self, tag: str) -> None:
        """Leave an element."""
        if tag in BLOCKS:
            if self.raw:
                self._flush()
            self._leave(tag)
            if tag in BOLD:
                self._bold -= 1
                self._heading = 0
            return
        if tag == "a":
            if self._links:
                self._end_link(*self._links.pop())
        elif tag in BOLD:
            self._bold -= 1
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def text(self, text: str) -> None:
        """Print a run of text on the current line."""
        if self.preformatted and "\n" in text:
            for part in text.split("\n"):
                self._flush()
                self._print(part)
        else:
            self._print(text)

    def finish(self) -> list[Line]:
        """Return what was collected."""
        self._flush()
        for box in self._box.ancestors():
            box.last = len(self.lines)
        return self.lines

    def _enter(self, tag: str, attributes: str) -> None:
        parent = self._box
        if self._depth >= MAX_DEPTH:
            self._deeper += 1
            return
        self._depth += 1
        if self._inline and not self.raw:
            self._inline.clear()
        hidden, centered = parent.hidden, tag == "center"
        if attributes:
            if not hidden and ("display" in attributes or "hidden" in attributes):
                hidden = _HIDDEN.search(attributes) is not None
            if "center" in attributes and not centered:
                centered = _CENTERED.search(attributes) is not None
            if "time" in attributes or "date" in attributes:
                self._note_times(attributes)
        self._box = Box(tag, attributes, parent, hidden, centered, len(self.lines))
        if tag == "pre":
            self.preformatted += 1

    def _leave(self, tag: str) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        box = self._box
        box.last = len(self.lines)
        if box.parent is not None:
            self._box = box.parent
            self._depth -= 1
        if tag == "pre":
            self.preformatted -= 1

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

    def _print(self, text: str) -> None:
        if self.unseen:
            return
        self.raw.append(text)
        if self._links or self._bold:
            size = len(text.strip())
            self._linked += size if self._links else 0
            self._bolded += size if self._bold else 0

    def _end_link(self, href: str, start: int) -> None:
        if href and len(self.raw) > start:
            self._found.append((href, "".join(self.raw[start:])))

    def _flush(self) -> None:
        """End the current line."""
        raw = self.raw
        if not raw:
            return
        for number, (href, start) in enumerate(self._links):  # a link that goes on in the next line
            self._end_link(href, start)
            self._links[number] = (href, 0)
        text = raw[0] if len(raw) == 1 else "".join(raw)
        torn = len(_TORN.findall(text)) if not text.isprintable() else 0
        text = tidy(text)
        if text:
            size = len(text)
            linked, bold = min(self._linked, size), min(self._bolded, size)
            self.lines.append(
                Line(
                    text,
                    raw,
                    self._box,
                    linked,
                    self._heading,
                    bold,
                    self._picture,
                    self._found,
                    self._inline,
                    self._times,
                    torn,
                )
            )
            self._picture = None
            self._found, self._times = [], []
        self.raw, self._inline, self._linked, self._bolded = [], [], 0, 0


def _is_hidden(attributes: str) -> bool:
    return ("display" in attributes or "hidden" in attributes) and bool(_HIDDEN.search(attributes))
