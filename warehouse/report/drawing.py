"""Figures as inline SVG that belongs to the page: its fonts, its colours in light and dark, no style of its own.

Matplotlib lays out and draws. It is given only ASCII: a label is a mark of the same width, put back afterwards, so
that no font of this machine decides how a name is drawn, and every name is escaped by the XML writer.
"""

import io
import re
from typing import Any

import matplotlib as mpl
from lxml import etree
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# A colour of the drawing -> the page's own, which knows light and dark.
COLOURS = {
    "#101010": "ink",
    "#606060": "soft",
    "#d0d0d0": "line",
    "#fefefe": "paper",
    "#2f6db5": "first",
    "#a9c6e8": "second",
    "#17406f": "third",
    "#d9822b": "gap",
    "#b3323c": "alarm",
    "#3b8a5a": "good",
    "#8a8f98": "neutral",
    "#c4c8ce": "faint",
    "#7d5ba6": "kind-4",
    "#4a9da8": "kind-5",
    "#c2a13a": "kind-6",
}
INK, SOFT, LINE, PAPER = "#101010", "#606060", "#d0d0d0", "#fefefe"
FIRST, SECOND, THIRD, GAP, ALARM = "#2f6db5", "#a9c6e8", "#17406f", "#d9822b", "#b3323c"
GOOD, NEUTRAL, FAINT = "#3b8a5a", "#8a8f98", "#c4c8ce"
SERIES = (FIRST, GAP, GOOD, "#7d5ba6", "#4a9da8", "#c2a13a", NEUTRAL)

_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "aftermath",
    "font.size": 9,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": SOFT,
    "ytick.major.size": 0,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": LINE,
    "grid.linewidth": 0.5,
    "axes.axisbelow": True,
    "hatch.linewidth": 0.6,
}
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_KEPT = {
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "opacity",
    "font-size",
    "font-weight",
    "text-anchor",
    "stroke-linecap",
    "stroke-linejoin",
}
_CONTROLS = re.compile(
    r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # no XML may hold these
_MARK = re.compile(r"\[(\d+)\]\.*")


class Drawing:
    """One figure on its way to the page."""

    def __init__(self, width: float, height: float, *, rows: int = 1) -> None:
        with mpl.rc_context(_SETTINGS):
            self.figure = Figure(figsize=(width, height), facecolor="none")
            axes = self.figure.subplots(rows, 1, sharex=True, squeeze=False)
            self.axes: list[Axes] = [one for row in axes for one in row]
        for one in self.axes:
            one.set_facecolor("none")
        self._labels: list[str] = []

    def label(self, text: str) -> str:
        """Return the mark that stands for a text while the figure is drawn."""
        self._labels.append(_CONTROLS.sub(" ", text))
        mark = f"[{len(self._labels) - 1}]"
        return mark + "." * max(0, round(text_width(text) - len(mark)))

    def svg(self, name: str, about: str) -> Markup:
        """Return the figure as inline SVG; `name` keeps its ids apart, `about` is read out."""
        raw = io.BytesIO()
        with mpl.rc_context(_SETTINGS):
            canvas: Any = FigureCanvasSVG(self.figure)
            canvas.print_svg(
                raw, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
            )
        root = etree.fromstring(raw.getvalue())
        _strip(root)
        for element in root.iter(f"{_SVG}*"):
            _free(element)
            if element.tag == f"{_SVG}text" and element.text:
                element.text = _MARK.sub(lambda m: self._labels[int(m[1])], element.text)
        _rename(root, name)
        box = root.get("viewBox")
        root.attrib.clear()
        root.set("viewBox", box or "")
        root.set("role", "img")
        root.set("aria-label", _CONTROLS.sub(" ", about))
        text = etree.tostring(root, encoding="unicode")
        text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
        return Markup(re.sub(r"\s*\n\s*", " ", text))


def text_width(text: str) -> float:
    """Return the width of a text in characters of a Latin font; a Chinese character is two wide."""
    return sum(1.8 if ord(character) > 0x2E7F else 0.95 for character in text)


def _strip(root: Any) -> None:
    """Take out what draws nothing: metadata, its style sheet, the figure's empty background."""
    for tag in ("metadata", "style"):
        for element in root.findall(f".//{_SVG}{tag}"):
            element.getparent().remove(element)
    for element in root.findall(f".//{_SVG}defs"):
        if not len(element):
            element.getparent().remove(element)


def _free(element: Any) -> None:
    """Turn a style attribute, which the page's policy forbids, into attributes with the page's colours."""
    for part in (element.attrib.pop("style", None) or "").split(";"):
        name, _, value = part.partition(":")
        if name.strip() in _KEPT:
            element.set(name.strip(), value.strip())
    for name in ("fill", "stroke"):
        value = element.get(name)
        if value in COLOURS:
            element.set(name, f"var(--{COLOURS[value]})")
    if _HREF in element.attrib:
        element.set("href", element.attrib.pop(_HREF))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    if "d" in element.attrib:
        element.set("d", _shorter(element.get("d")))


def _shorter(path: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), path).strip()


def _rename(root: Any, name: str) -> None:
    """Keep only the ids that something refers to, and make them the figure's own."""
    text = etree.tostring(root, encoding="unicode")
    used = set(re.findall(r'(?:url\(#|href="#)([\w-]+)', text))
    for element in root.iter(f"{_SVG}*"):
        identifier = element.attrib.pop("id", None)
        if identifier in used:
            element.set("id", f"{name}-{identifier}")
        for attribute, pattern in (
            ("href", "#{}"),
            ("clip-path", "url(#{})"),
            ("fill", "url(#{})"),
        ):
            value = element.get(attribute) or ""
            found = re.fullmatch(r"(?:url\()?#([\w-]+)\)?", value)
            if found and found[1] in used:
                element.set(attribute, pattern.format(f"{name}-{found[1]}"))
