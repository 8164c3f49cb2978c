"""Reading a stretch that lies one byte off: every way back to whole characters.

After a broken annotation each printed character holds the second byte of one true character and the first
byte of the next. A way ends where the bytes are in step again: at an ASCII byte that was taken for a
second byte, at another broken annotation, or where a question mark stands for a lost byte.
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.clean.restoration.gate import ANNOTATION, Annotations
from flows.clean.restoration.gbk import TRAILS, codes, decode
from flows.clean.restoration.ranking import ORDINARY, oddness
from flows.clean.restoration.readings import READING, annotated_as, is_reading_of

BROKEN = re.compile(rf"[?\ufffd]\(?({READING})\)")
_QUESTION = "?\ufffd"
_AFTER_DIGIT = "0123456789.%年月日号时点分秒个名元万亿"
_SENTENCE_ENDS = ("。", "！", "？")
_LONGEST = 120  # printed characters; 1 of 8 true characters ends a run, the longest seen had 9
_MOST_STEPS = 1_500
_MOST_WAYS = 150
_WORST = 30.0  # oddness of a whole way beyond which nobody would believe it
# What a way costs beside the oddness of its characters; only the order of magnitude matters.
_LOST_TRAIL = 3.0
_LOST_AT_LINE_END = 10.0
_NOT_ANNOTATED = 8.0  # a character inside the run that the page annotates everywhere else
_UNFIT_ANNOTATION = 8.0
_MADE_HALF_WIDTH = 1.0


@dataclass(slots=True)
class Page:
    """What the search knows of the page, and what it may still spend on it."""

    annotations: Annotations
    is_half_width: bool  # its punctuation is ASCII, perhaps made so after the damage
    has_private: bool  # codes that strict GBK lacks are in the page, so none was lost
    steps_left: int = 100_000


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """One restoration: of the characters from the start of the run up to `end`."""

    cost: float
    end: int
    text: str
    pending: int = field(default=-1)  # first byte of the next character; -1: back in step

    def then(self, character: str | None, end: int, cost: float, pending: int = -1) -> "Way | None":
        """Return the way one true character further; None where the bytes are no character."""
        if character is None:
            return None
        return Way(self.cost + cost + oddness(character), end, self.text + character, pending)


def ways(text: str, start: int, pending: int, page: Page) -> list[Way]:
    """Return the ways to read the run at `start`, least odd first, if no code was lost on the page."""
    queue = [Way(0.0, start, "", pending)]
    found: list[Way] = []
    limit = _WORST
    for _ in range(min(_MOST_STEPS, page.steps_left)):
        if not queue or len(found) >= _MOST_WAYS:
            break
        page.steps_left -= 1
        way = heapq.heappop(queue)
        if way.pending < 0:
            found.append(way)
            limit = min(limit, way.cost + 15)
            continue
        if way.end - start < _LONGEST:
            for following in steps(text, way, page):
                if following.cost <= limit:
                    heapq.heappush(queue, following)
    return found


def steps(text: str, way: Way, page: Page) -> Iterator[Way]:
    """Return the ways that are one printed character longer."""
    return (further for further in _steps(text, way, page) if further is not None)


def printed_codes(printed: str, page: Page) -> Iterator[tuple[tuple[int, int], float]]:
    """Return the codes that a printed character may have been read from, each with its cost."""
    for code in codes(printed):
        yield code, 0.0
    if "!" <= printed <= "~":
        yield (0xA3, ord(printed) + 0x80), _MADE_HALF_WIDTH if page.is_half_width else 6.0
    elif printed == " ":
        yield (0xA1, 0xA1), 3.0


def _steps(text: str, way: Way, page: Page) -> Iterator[Way | None]:
    printed = text[way.end : way.end + 1]
    if printed in ("", "\n"):
        yield from _lost(way, way.end, "", _LOST_AT_LINE_END)
        return
    if printed in _QUESTION:
        yield from _at_question_mark(text, way, page)
    elif "@" <= printed <= "~" or printed == "€":
        yield _ended_by_ascii(text, way, printed)
    for (first, second), cost in printed_codes(printed, page):
        end = _past_annotation(text, way.end, printed)
        yield _shifted(way, (first, second), end, cost + _expected(way, first, page))


def _at_question_mark(text: str, way: Way, page: Page) -> Iterator[Way | None]:
    broken = BROKEN.match(text, way.end)
    if broken:
        for character in annotated_as(way.pending, broken[1]):
            cost = 0.0 if page.annotations.readings.get(character) == broken[1] else 2.0
            yield way.then(character, broken.end(), cost)
        return
    yield from _lost(way, way.end + 1, swallowed(text, way.end + 1, page), _LOST_TRAIL, page)


def _lost(
    way: Way, end: int, after: str, cost: float, page: Page | None = None
) -> Iterator[Way | None]:
    """The second byte of the last character is lost; words will decide."""
    for trail in TRAILS:
        character = decode(way.pending, trail)
        if character is None or oddness(character) > ORDINARY:
            continue
        extra = _NOT_ANNOTATED if page and character in page.annotations.readings else 0.0
        if way.pending == 0xA1 and character != ("”" if way.text[-1:] in _SENTENCE_ENDS else "。"):
            extra += 1.0
        tail = "\n" if after and character in _SENTENCE_ENDS else after
        further = way.then(character, end, cost + extra)
        if further:
            yield Way(further.cost, end, further.text + tail)


def _ended_by_ascii(text: str, way: Way, printed: str) -> Way | None:
    character = decode(way.pending, 0x80 if printed == "€" else ord(printed))
    note = ANNOTATION.match(f"{character}{text[way.end + 1 : way.end + 12]}")
    if character is None or note is None:
        return way.then(character, way.end + 1, 0.0)
    fits = is_reading_of(note[2], character)
    return way.then(
        character, way.end + (note.end() if fits else 1), 0.0 if fits else _UNFIT_ANNOTATION
    )


def _shifted(way: Way, code: tuple[int, int], end: int, cost: float) -> Way | None:
    """The run goes on, or its last code swallowed an ASCII character of the text."""
    first, second = code
    character = decode(way.pending, first)
    if second >= 0x81:
        return way.then(character, end, cost, second)
    further = way.then(character, end, cost)
    return further and Way(further.cost, end, further.text + chr(second))


def _past_annotation(text: str, position: int, printed: str) -> int:
    """Within a run a listed character is annotated although it is none of the true text."""
    note = ANNOTATION.match(text, position)
    return note.end() if note and is_reading_of(note[2], printed) else position + 1


def _expected(way: Way, trail: int, page: Page) -> float:
    """A character that the page annotates would have broken the run here."""
    if not way.text or trail < 0x81:
        return 0.0
    character = decode(way.pending, trail)
    return _NOT_ANNOTATED if character in page.annotations.readings else 0.0


def swallowed(text: str, position: int, page: Page) -> str:
    """Guess the ASCII character that a lost byte took along: certain for the first digit of a year.

    No other digit is invented: a question mark stays in its place.
    """
    following = text[position : position + 4]
    if re.match(r"0\d\d年", following):
        return "2"
    if re.match(r"[789]\d\d年", following):
        return "1"
    if not following or following[0] in "\n，。、：；？！”）》":
        return ""
    if following[0].isdigit() or following[0] in "年月日":
        return "?"
    if page.is_half_width:
        return ","
    return "?" if following[0] in _AFTER_DIGIT else ""
