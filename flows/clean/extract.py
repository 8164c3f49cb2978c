"""Which lines of a page are the article.

Prose gives itself away by its punctuation and by not being links. Every line gets a mass; the box that holds the
most of it, near the headline and outside of what is named as comments, sharing and the like, is the body; then what
is not running text is taken out of it line by line.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from flows.clean.course import below_byline, ends_of
from flows.clean.dated_lines import CLOCK
from flows.clean.furniture import (
    is_caption,
    is_deck,
    is_furniture,
    is_lead_matter,
    is_stop,
    summarised,
)
from flows.clean.lines import Box, Line
from flows.clean.masses import Masses, mass_of
from flows.clean.page import Page

WRAPPERS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center"])
CONTENT = re.compile(r"article|artic|content|text|txt|body|detail|post|entry|story|main|zoom|news")
DECK = 0.15  # what prose between headline and byline counts, against other boxes
_CUT_OFF = re.compile(r"\s*(?:\.{3,}|…+)$")
LATER = 0.35  # what it counts after that
NEXT = 0.03  # and what it counts in the next article
SHARES = (1.0, 0.5, 0.15)  # of a line's mass: its container, the box around that, and the next


@dataclass(frozen=True, slots=True)
class Body:
    """The article on a page, as lines."""

    lines: tuple[Line, ...]  # what is running text
    edges: tuple[
        Line, ...
    ]  # what was taken out before its third line and after its third line from the end
    first: int  # index of the first line looked at
    last: int  # index after the last one


def find_body(page: Page, headline: int | None, title: str) -> Body | None:
    """Return the body of the article below a headline's last line; None where the page has no running text."""
    lines = page.lines
    masses = Masses(lines, headline)
    over, following = ends_of(lines, masses, headline)
    counted = [*[1.0] * over, *[LATER] * (following - over), *[NEXT] * (len(lines) - following)]
    start = headline
    if headline is not None:
        start = below_byline(lines, masses, headline + 1, over) - 1
        counted[headline + 1 : start] = [DECK] * (start - headline - 1)
    box = _heaviest(lines, masses, counted, _around(lines, masses, headline, start))
    if box is None:
        return None
    first, last = _widened(box, masses, lines, following)
    if (
        headline is not None
        and first <= headline < last
        and masses.between(headline, last) > 0.5 * masses.between(first, last)
    ):
        first = headline + 1
    return _trimmed(first, last, lines, masses, title)


def _heaviest(
    lines: list[Line], masses: Masses, counted: list[float], near: Box | None
) -> Box | None:
    scores: dict[Box, float] = {}
    for line, mass, weight in zip(lines, masses.of_line, counted, strict=True):
        if not mass:
            continue
        box: Box | None = _container(line)
        for share in SHARES:
            if box is None:
                break
            scores[box] = scores.get(box, 0.0) + mass * weight * share
            box = box.parent
    if not scores:
        return None

    def score(box: Box) -> float:
        close = near is not None and near.first <= box.first and box.last <= near.last
        return scores[box] * (3.0 if close else 1.0) * (1.3 if CONTENT.search(box.hints) else 1.0)

    return max(scores, key=score)


def _container(line: Line) -> Box:
    """Return the smallest box that holds more than the line and is no mere paragraph."""
    box = line.box
    while box.parent is not None and (box.tag in WRAPPERS or box.last - box.first <= 1):
        box = box.parent
    return box


def _around(
    lines: list[Line], masses: Masses, headline: int | None, start: int | None
) -> Box | None:
    """Return the smallest box around the headline with a fair amount of prose below it and its byline."""
    if headline is None or start is None:
        return None
    for box in lines[headline].box.ancestors():
        if masses.between(start + 1, box.last) > 40:
            return box
    return None


def _widened(box: Box, masses: Masses, lines: list[Line], bound: int) -> tuple[int, int]:
    """Return the lines of a box, with those around it that are text too, up to where the article closes."""
    first, last = box.first, box.last
    for outer in list(box.ancestors())[1:7]:
        if outer.tag in ("body", "html", "#root"):
            break
        outer_last = max(last, min(outer.last, bound))
        start = next(
            (
                index
                for index in range(first, outer.first, -1)
                if is_stop(lines[index - 1]) or is_deck(lines[index - 1])
            ),
            outer.first,
        )
        end = next(
            (index for index in range(last, outer_last) if is_stop(lines[index])), outer_last
        )
        if masses.between(start, end) <= 1.05 * masses.between(first, last):
            continue
        added = [*range(start, first), *range(last, end)]
        printed = sum(len(lines[index].text) for index in added if not lines[index].hidden)
        if sum(masses.of_line[index] for index in added) > 0.65 * printed:
            first, last = start, end
    return first, last


def _trimmed(first: int, last: int, lines: list[Line], masses: Masses, title: str) -> Body:
    last = _stop(lines, masses, first, last)
    first = below_byline(lines, masses, first, last)
    total = masses.between(first, last) or 1.0
    kept: list[Line] = []
    out: list[tuple[int, Line]] = []  # with the number of lines kept before
    for line in lines[first:last]:
        if (
            line.hidden
            or _in_noise(line, masses, total)
            or _is_foreign(line, title, leading=_is_leading(kept))
        ):
            out.append((len(kept), line))
        else:
            kept.append(line)
    if (summary := _repeated(kept)) is not None:
        kept.remove(summary)
        out.insert(0, (0, summary))
    if sum(map(mass_of, kept)) < 0.2 * total:  # a picture story: its captions are the text
        kept = [
            line
            for line in lines[first:last]
            if not line.hidden and (line in kept or is_caption(line))
        ]
    edges = tuple(line for before, line in out if before < 3 or before > len(kept) - 3)
    return Body(tuple(kept[: _end_of_text(kept, lines)]), edges, first, last)


def _repeated(kept: list[Line]) -> Line | None:
    """Return the line before a text that ends in dots and is how the text begins: a summary made by the system."""
    for line, following in pairwise(kept[:3]):
        stem = _CUT_OFF.sub("", summarised(line.text))
        if stem != line.text and len(stem) >= 15 and following.text.startswith(stem):
            return line
    return None


def _end_of_text(kept: list[Line], lines: list[Line]) -> int:
    """Return how many lines are text, where the last short ones stand among links: headings of lists that are gone."""
    end = next((number for number in range(len(kept), 0, -1) if mass_of(kept[number - 1]) >= 10), 0)
    if not 0 < end < len(kept):
        return len(kept)
    first = lines.index(kept[end - 1])
    if _links_in(lines[first : lines.index(kept[-1], first)]) >= 2:
        return end
    places = {line: at for at, line in enumerate(lines[first:], first)}
    last = len(kept)
    while last > end and not _closes(kept[last - 1]):
        at = places[kept[last - 1]]
        if _links_in(lines[at + 1 : at + 4]) < 2:
            break
        last -= 1
    return last


def _links_in(lines: list[Line]) -> int:
    return sum(line.linked_share > 0.5 for line in lines)


def _closes(line: Line) -> bool:
    """Whether a short line is at home at the end of a text: a sentence, or a date."""
    return line.text.endswith(("。", "！", "？", "”")) or CLOCK.search(line.text) is not None


def _is_leading(kept: list[Line]) -> bool:
    """Whether no paragraph has come yet."""
    return len(kept) < 4 and all(mass_of(line) < 15 for line in kept)


def _is_foreign(line: Line, title: str, *, leading: bool) -> bool:
    """Whether a line among the text is not part of it; `leading`: before the first paragraph."""
    return is_furniture(line) or is_caption(line) or (leading and is_lead_matter(line, title))


def running_text(lines: list[Line], title: str) -> list[Line]:
    """Return what is running text among lines that are known to be the article."""
    masses = Masses(lines, None)
    kept: list[Line] = []
    for line in lines[: _stop(lines, masses, 0, len(lines))]:
        if not line.hidden and not _is_foreign(line, title, leading=_is_leading(kept)):
            kept.append(line)
    return kept


def _stop(lines: list[Line], masses: Masses, first: int, last: int) -> int:
    """Return where the article ends: at a heading of related matter or the like with hardly any prose after it."""
    total = masses.between(first, last)
    end = last
    for index in range(last - 1, first, -1):
        if masses.between(index, last) > 0.3 * total:
            break
        if is_stop(lines[index]) and masses.between(index + 1, end) < 0.12 * total + 10:
            end = index
    return end


def _in_noise(line: Line, masses: Masses, total: float) -> bool:
    for box in line.box.ancestors():
        if masses.of(box) > 0.3 * total:
            return False
        if masses.is_noise(box):
            return True
    return False
