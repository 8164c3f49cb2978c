"""Reading a run from which whole codes were lost: unreadable ones, shown as `?` or not at all.

A code of two bytes holds the second byte of one true character and the first of the next. What it was
is not on the page; the characters around it and how often characters follow each other decide.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from flows.clean.restoration.gbk import LEADS, TRAILS, decode, unreadable
from flows.clean.restoration.ranking import ORDINARY, fluency, oddness
from flows.clean.restoration.runs import Page, Way, printed_codes, steps

_LONGEST = 40  # printed characters
_WIDTH = 32  # ways that are followed at a time
_MOST_PAIRS = 60
_MOST_PER_END = 12
_DROPPED = 6.0  # what it costs to suppose a code where nothing is printed
_SHOWN = 1.0  # and where a question mark is


def lossy_ways(text: str, start: int, pending: int, page: Page, before: str) -> list[Way]:
    """Return probable ways to read the run at `start`, given the character before it."""
    open_ways: defaultdict[int, list[tuple[float, Way]]] = defaultdict(list)
    ended: defaultdict[int, list[tuple[float, Way]]] = defaultdict(list)
    open_ways[start] = [(0.0, Way(0.0, start, "", pending))]
    for position in range(start, min(len(text), start + _LONGEST)):
        best = heapq.nlargest(_WIDTH, open_ways.pop(position, ()))
        page.steps_left -= 4 * len(best)
        if page.steps_left < 0 or text[position] == "\n":
            break
        for likelihood, way in best:
            for further in _further(text, way, page):
                added = fluency((before + way.text)[-1:] + further.text[len(way.text) :])
                scored = (likelihood + added - (further.cost - way.cost), further)
                (ended if further.pending < 0 else open_ways)[further.end].append(scored)
    return [way for ways in ended.values() for _, way in heapq.nlargest(_MOST_PER_END, ways)]


def _further(text: str, way: Way, page: Page) -> Iterator[Way]:
    yield from steps(text, way, page)
    yield from _with_lost_code(text, way, way.end, page)
    if text[way.end] in "?\ufffd":
        yield from _with_lost_code(text, way, way.end + 1, page)


def _with_lost_code(text: str, way: Way, following: int, page: Page) -> Iterator[Way]:
    """Two true characters at once: the lost code lies between their known halves."""
    printed = text[following : following + 1]
    cost = way.cost + (_DROPPED if following == way.end else _SHOWN)
    for trail, pending in _known_halves(printed, page):
        for two_characters, odd in _likely_pairs(way.pending, trail):
            yield Way(cost + odd, following + 1, way.text + two_characters, pending)


@cache
def _likely_pairs(lead: int, trail: int) -> tuple[tuple[str, float], ...]:
    """Return the likeliest characters with a lost code between this first and this last byte."""
    found = [
        (fluency("，" + one + two), one + two, oddness(one) + oddness(two))
        for first, one in _beginning_with(lead)
        for second, two in _ending_in(trail)
        if (first, second) in _unreadable()
    ]
    return tuple((two, odd) for _, two, odd in heapq.nlargest(_MOST_PAIRS, found))


def _known_halves(printed: str, page: Page) -> Iterator[tuple[int, int]]:
    """Return second byte of a true character and first byte of the next; -1: back in step."""
    if "@" <= printed <= "~" or printed == "€":
        yield (0x80 if printed == "€" else ord(printed)), -1
    for (first, second), _ in printed_codes(printed, page) if printed else ():
        if second >= 0x81:
            yield first, second


@cache
def _beginning_with(lead: int) -> tuple[tuple[int, str], ...]:
    """Return ordinary characters with this first byte whose second one may begin a lost code."""
    firsts = {first for first, second in _unreadable() if second >= 0x81}
    found = ((first, decode(lead, first)) for first in sorted(firsts))
    return tuple((first, one) for first, one in found if one and oddness(one) <= ORDINARY)


@cache
def _ending_in(trail: int) -> tuple[tuple[int, str], ...]:
    found = ((lead, decode(lead, trail)) for lead in LEADS) if trail in TRAILS else ()
    return tuple((lead, one) for lead, one in found if one and oddness(one) <= ORDINARY)


@cache
def _unreadable() -> frozenset[tuple[int, int]]:
    return frozenset(unreadable())
