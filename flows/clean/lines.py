"""A page as a sequence of printed lines inside nested boxes: what every other module reads.

One pass over a parsed and normalised page notes, for each line of text, how much of it is link, which heading and
boxes it stands in and whether it is shown at all. Boxes are the block elements; each knows the range of lines that it
spans, so that questions about any part of the page are answered by looking at lines, not at markup.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u2002-\u200a\u202f\u205f\x85\x1c-\x1f]+")
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]"
)
_EDGES = " \u3000"


@dataclass(slots=True, eq=False)
class Look:
    """What the attributes of blocks tell: one for all blocks of a page that have the same."""

    attributes: str  # as written
    hidden: bool = False
    centered: bool = False
    timed: bool = False  # they hold a time
    _hints: str | None = None
    is_noise: bool | None = None  # by its hints; None: not yet asked

    def hints(self) -> str:
        """Class and id, lower case."""
        if self._hints is None:
            self._hints = hints_of(self.attributes) if self.attributes else ""
        return self._hints


@dataclass(slots=True, eq=False)
class Box:
    """A block element and the lines that it spans."""

    tag: str
    look: Look
    parent: "Box | None"  # None: the outermost
    hidden: bool
    centered: bool
    first: int  # index of its first line
    last: int = 0  # index after its last line

    @property
    def hints(self) -> str:
        """Class and id, lower case."""
        return self.look.hints()

    def ancestors(self) -> Iterator["Box"]:
        """Yield the box itself, then what it stands in, inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in front of a line."""

    box: Box
    alt: str  # its description; may be empty


@dataclass(slots=True, eq=False)
class Line:
    """One line of printed text."""

    text: str
    raw: list[str]  # the runs of text that it is made of, in order, as in the source
    box: Box
    linked: int  # characters that stand in links
    heading: int  # 1..6; 0: no heading
    bold: int  # characters that are bold
    picture: "Picture | None"  # what stands between the line before and this one, or in this one
    anchors: Sequence[
        tuple[str, int, int]
    ]  # of its links: attributes, first run, run after the last
    inline: Sequence[str]  # attributes of its inline elements, as written
    times: Sequence[str]  # machine-readable times on its elements
    torn: int  # invisible characters between Han characters, taken away
    mass: float = -1.0  # how much running text it seems to be; negative: not yet asked

    @property
    def pieces(self) -> list[str]:
        """The runs of text that the line is made of, in order, tidy."""
        return (
            [piece for run in self.raw if (piece := tidy(run))]
            if len(self.raw) > 1
            else [self.text]
        )

    @property
    def links(self) -> list[tuple[str, str]]:
        """Address and anchor of its links, as in the source."""
        found = (
            (value_of(attributes, "href"), "".join(self.raw[first:end]))
            for attributes, first, end in self.anchors
        )
        return [link for link in found if link[0]]

    @property
    def hints(self) -> str:
        """Class and id of its inline elements, lower case."""
        return (
            " ".join(hints_of(attributes) for attributes in self.inline[:12]) if self.inline else ""
        )

    @property
    def hidden(self) -> bool:
        """Whether a reader is not shown the line at first."""
        return self.box.hidden

    @property
    def linked_share(self) -> float:
        """The share of the line that is link."""
        return self.linked / max(1, len(self.text))


def tidy(text: str) -> str:
    """Return a run of text with single spaces and without what is not seen."""
    if "&" in text:
        text = (
            text.replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
        )
    if not text.isprintable() or "  " in text:  # printable: no space but the plain one
        text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    return text.strip(_EDGES)


def hints_of(attributes: str) -> str:
    """Class and id out of the attributes of an element, lower case."""
    return f"{value_of(attributes, 'class')} {value_of(attributes, 'id')}".strip().lower()


def value_of(attributes: str, name: str) -> str:
    """Return the value of an attribute; empty where the element has none."""
    if attributes.startswith(name + '="'):
        start = len(name) + 2
    else:
        start = attributes.find(f' {name}="')
        if start < 0:
            return ""
        start += len(name) + 3
    return attributes[start : attributes.find('"', start)]
