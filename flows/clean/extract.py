"""Which lines of a page are the article.

Prose gives itself away by its punctuation and by not being links. Every line gets a mass; the box that holds the
most of it, near the headline and outside of what is named as comments, sharing and the like, is the body; then what
is not running text is taken out of it line by line.
"""

import re
from dataclasses import dataclass

from flows.clean.furniture import is_furniture, is_stop
from flows.clean.lines import Box, Line
from flows.clean.page import Page

PARAGRAPHS = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "ul",
        "ol",
        "dl",
        "figure",
        "figcaption",
        "tr",
        "td",
        "th",
        "tbody",
        "table",
        "caption",
        "center",
    ]
)
SENTENCE = re.compile(r"[，。！？；、：…,.!?;]")
ENDING = re.compile(r"[。！？…；!?.”」』）)]$")
NOISE = re.compile(
    r"(?<![a-z])(?:comments?|cmnts?|reply|replies|pinglun|footer|foot|copyright|share|shares|sharing|related?|relation|relative|xiangguan|recommend\w*|tuijian|hot|hotnews|rank\w*|"
    r"sidebar|aside|nav|navigation|menu|breadcrumbs?|crumbs?|login|dialog|popup|modal|toolbar|tools|adv?|ads|advert\w*|banner|sponsor\w*|promo\w*|qrcode|ewm|erweima|subscri\w*|"
    r"tags?|keywords?|pager|pagination|pages|prev|next|editors?|disclaimer|statement|bio|profile|caption|figcaption|popular|trending|latest|friendlinks?|blogroll|hide|hidden)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Body:
    """The article on a page, as lines."""

    box: Box
    lines: tuple[Line, ...]  # what is running text
    taken_out: tuple[Line, ...]  # what stood among it: bylines, credits, captions, furniture
    first: int  # index of the first line of the box
    last: int  # index after the last line kept
    mass: float


def mass_of(line: Line) -> float:
    """How much running text a line seems to be."""
    size = len(line.text)
    own = size - line.linked
    if own <= 0:
        return 0.0
    share = own / size
    marks = len(SENTENCE.findall(line.text))
    if marks == 0 or size < 10:
        return 0.1 * own * share * share if share > 0.6 else 0.0
    weight = 1.0 if marks > 1 or ENDING.search(line.text) else 0.6
    return weight * own * share * share


def find_body(page: Page, headline: int | None) -> Body | None:
    """Return the body of the article; None where the page has no running text."""
    lines = page.lines
    masses = _weighted(lines, headline)
    if not any(masses):
        masses = [mass_of(line) for line in lines]
    box = _heaviest(lines, masses)
    if box is None:
        return None
    box = _widened(box, masses, lines)
    return _trimmed(box, lines, masses, headline)


def _weighted(lines: list[Line], headline: int | None) -> list[float]:
    noisy: dict[int, float] = {}
    masses = []
    for index, line in enumerate(lines):
        if line.hidden:
            masses.append(0.0)
            continue
        mass = mass_of(line)
        if mass:
            mass *= _noise_weight(line.box, noisy)
            if headline is not None and index < headline:
                mass *= 0.3
        masses.append(mass)
    return masses


def _noise_weight(box: Box, known: dict[int, float]) -> float:
    """1.0 for a box in the clear, less for each thing it stands in that is named as something else."""
    key = id(box)
    if key not in known:
        above = (
            _noise_weight(box.parent, known) if box.parent is not None and box.depth < 200 else 1.0
        )
        found = len(set(NOISE.findall(box.hints))) if box.hints and box.tag != "body" else 0
        if box.tag in ("footer", "nav", "aside", "figcaption"):
            found += 1
        known[key] = above * (0.35 if found else 1.0)
    return known[key]


def _heaviest(lines: list[Line], masses: list[float]) -> Box | None:
    scores: dict[int, float] = {}
    boxes: dict[int, Box] = {}
    for line, mass in zip(lines, masses, strict=True):
        if not mass:
            continue
        box: Box | None = line.box
        while box is not None and box.tag in PARAGRAPHS and box.parent is not None:
            box = box.parent
        share = 1.0
        while box is not None and share > 0.1:
            boxes[id(box)] = box
            scores[id(box)] = scores.get(id(box), 0.0) + mass * share
            box, share = box.parent, share * 0.5
    if not scores:
        return None
    return boxes[max(scores, key=lambda key: scores[key])]


def _widened(box: Box, masses: list[float], lines: list[Line]) -> Box:
    """Return the box, or one around it that holds clearly more of the text and hardly anything else."""
    best = box
    for outer in list(box.ancestors())[1:5]:
        if outer.tag in ("body", "html", "#root"):
            break
        held = sum(masses[best.first : best.last])
        more = sum(masses[outer.first : outer.last])
        printed = sum(len(line.text) for line in lines[outer.first : outer.last] if not line.hidden)
        if more > 1.2 * held and more > 0.75 * printed:
            best = outer
    return best


def _trimmed(box: Box, lines: list[Line], masses: list[float], headline: int | None) -> Body:
    first, last = box.first, box.last
    if (
        headline is not None
        and first <= headline < last
        and sum(masses[headline:last]) > 0.5 * sum(masses[first:last])
    ):
        first = headline + 1
    last = _stop(lines, masses, first, last)
    total = sum(masses[first:last]) or 1.0
    kept: list[Line] = []
    out: list[Line] = []
    for index in range(first, last):
        line = lines[index]
        if (
            line.hidden
            or _in_noise(line, box, masses, total)
            or is_furniture(line.text, linked=line.linked / len(line.text))
        ):
            out.append(line)
        else:
            kept.append(line)
    return Body(box, tuple(kept), tuple(out), first, last, total)


def _stop(lines: list[Line], masses: list[float], first: int, last: int) -> int:
    """Return where the article ends: at a heading of related matter or the like with hardly any prose after it."""
    total = sum(masses[first:last])
    after = 0.0
    end = last
    for index in range(last - 1, first, -1):
        after += masses[index]
        if after > 0.3 * total:
            break
        if is_stop(lines[index].text):
            end = index
    return end


def _in_noise(line: Line, top: Box, masses: list[float], total: float) -> bool:
    for box in line.box.ancestors():
        if box is top:
            return False
        if (box.tag in ("figcaption", "nav", "aside", "footer") or NOISE.search(box.hints)) and sum(
            masses[box.first : box.last]
        ) < 0.4 * total:
            return True
    return False
