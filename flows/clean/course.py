"""Where the article under a headline begins and ends, told by bylines, other headlines and what closes an article."""

from flows.clean.dated_lines import CLOCK, is_dated_source, is_moment
from flows.clean.furniture import is_stop
from flows.clean.lines import Line
from flows.clean.masses import Masses

SOME = 25  # mass of prose with which an article may be over


def ends_of(lines: list[Line], masses: Masses, headline: int | None) -> tuple[int, int]:
    """Return where an article that has begun seems to be over, and where the next one on the page begins."""
    over = len(lines)
    if headline is None:
        return over, over
    is_main = lines[headline].heading == 1
    begun = masses.reached(headline + 1, SOME)
    is_dated = any(CLOCK.search(line.text) for line in lines[headline + 1 : begun])
    for index in range(begun, len(lines)):
        line = lines[index]
        if (is_main and line.heading == 1) or (is_dated and is_dated_source(line)):
            return min(over, index), index
        elif over == len(lines) and is_stop(line):
            over = index
    return over, len(lines)


def below_byline(lines: list[Line], masses: Masses, first: int, last: int) -> int:
    """Return where the text begins: below its byline, whatever deck or notice stands above that."""
    for index in range(first, min(first + 4, last)):
        line = lines[index]
        if not line.hidden and (is_dated_source(line) or is_moment(line)):
            again = any(map(is_moment, lines[index + 1 : last]))  # a chronicle
            signed = masses.between(first, index) > 2 * masses.between(index + 1, last)
            return first if again or signed else index + 1
    return first
