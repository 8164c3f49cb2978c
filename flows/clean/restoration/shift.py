"""Undoing the damage that byte-wise annotation does to neighbouring characters.

Where the code of a listed character X lies across two neighbours, `a1 [a2 b1] b2`, the annotation falls
between b1 and b2. A reader prints the first neighbour, one `?` for b1 and the parenthesis, the reading,
`)`, and then every character one byte off. Given a2 and the reading, X and so b1 are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.clean.restoration.gate import ANNOTATION
from flows.clean.restoration.gbk import codes, decode
from flows.clean.restoration.losses import lossy_ways
from flows.clean.restoration.ranking import ORDINARY, oddness, readability
from flows.clean.restoration.readings import KNOWN, annotated_as, readings
from flows.clean.restoration.runs import BROKEN, Page, ways

_CONTEXT = 5  # characters on both sides that have a say
_ODD = 2.5  # oddness from which further explanations are sought
_GAIN = 8.0  # by which a text must read better without its two question marks
_LONGEST_QUESTION = 40
_HALF_WIDTH = str.maketrans("，？！：；（）", ",?!:;()")
_QUESTION_RUN = re.compile(r"(?<=[\u3400-\u9fff)”》])(\?{1,2})(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    end: int
    bonus: float


def repair_shifts(text: str, page: Page) -> str:
    """Return the text with the runs after broken annotations read as they were written.

    Punctuation is made half-width where the rest of the page has it so.
    """
    pieces: list[str] = []
    tail, position = "", 0
    while spot := BROKEN.search(text, position):
        kept = text[position : spot.start()]
        tail = (tail + kept)[-40:]
        best = _best(tail, text, spot, page)
        if best is None:
            kept, position = text[position : spot.end()], spot.end()
            pieces.append(kept)
            tail = (tail + spot[0])[-40:]
            continue
        restored = best.text.translate(_HALF_WIDTH) if page.is_half_width else best.text
        pieces += kept, restored
        tail, position = (tail + restored)[-40:], best.end
    pieces.append(text[position:])
    return "".join(pieces)


def repair_questions(text: str, page: Page) -> str:
    """Return the text with characters restored that full-width question marks were found across.

    Real text has question marks before Chinese characters too, so only what reads better is taken.
    """
    pieces: list[str] = []
    position = 0
    for spot in _QUESTION_RUN.finditer(text):
        if spot.start() < position:
            continue
        found = _without_question(text, spot, page)
        if found is not None:
            pieces += text[position : spot.start()], found.text
            position = found.end
    return "".join(pieces) + text[position:]


def _best(tail: str, text: str, spot: re.Match[str], page: Page) -> _Candidate | None:
    """Where every way is odd, codes may be missing: unless the page has such codes."""
    before = _plain(tail)[-_CONTEXT:]
    starts = list(_starts(tail, spot[1], page))
    found = [
        _Candidate(way.text, way.end, bonus - way.cost)
        for second, bonus in starts
        for way in ways(text, spot.end(), second, page)
    ]
    if starts and not page.has_private and not any(one.bonus > -_ODD for one in found):
        found += [
            _Candidate(way.text, way.end, bonus - way.cost)
            for second, bonus in starts
            for way in lossy_ways(text, spot.end(), second, page, before)
        ]
    if len(found) <= 1:
        return found[0] if found else None
    return _most_readable(before, text, found)


def _starts(tail: str, reading: str, page: Page) -> Iterator[tuple[int, float]]:
    """Return the possible second bytes of the character that straddled, and what speaks for each."""
    for lead in _last_bytes(tail):
        for character in annotated_as(lead, reading):
            for first, second in codes(character):
                if first == lead and second >= 0x81:
                    yield second, _bonus(character, reading, page)


def _bonus(character: str, reading: str, page: Page) -> float:
    """A character that this page annotates so is the likeliest."""
    if page.annotations.readings.get(character) == reading:
        return 6.0
    usual = 0.0 if readings(character)[0] == reading else -4.0
    return usual + (3.0 if character in KNOWN else 0.0)


def _last_bytes(tail: str) -> set[int]:
    """Return the last byte of the character before a spot; punctuation may have been made ASCII."""
    before = _plain(tail)[-1:]
    found = {second for _, second in codes(before)}
    if before in tuple("?!,:;()"):
        found.add(ord(before) + 0x80)
    return found


def _plain(text: str) -> str:
    return ANNOTATION.sub(r"\1", text)


def _most_readable(before: str, text: str, candidates: list[_Candidate]) -> _Candidate:
    """All candidates are read up to the same place, so that none wins by being short."""
    until = max(one.end for one in candidates) + 2 * _CONTEXT
    after = {end: _plain(text[end:until]) for end in {one.end for one in candidates}}
    return max(
        candidates, key=lambda one: readability(before + one.text + after[one.end]) + one.bonus
    )


def _without_question(text: str, spot: re.Match[str], page: Page) -> _Candidate | None:
    """The first byte before a full-width question mark is lost: A3 and BF are what is left of it."""
    found = [
        _Candidate(first + way.text, way.end, -way.cost)
        for way in ways(text, spot.end(), 0xBF, page)
        if way.cost <= ORDINARY and way.end - spot.end() <= _LONGEST_QUESTION
        for first in _ending_in(0xA3)
    ]
    if not found:
        return None
    before = _plain(text[max(0, spot.start() - 40) : spot.start()])[-_CONTEXT:]
    best = _most_readable(before, text, found)
    until = best.end + 2 * _CONTEXT
    as_it_stands = readability(before + _plain(text[spot.start() : until]))
    restored = readability(before + best.text + _plain(text[best.end : until]))
    gain = _GAIN if len(spot[0]) == 2 else 2 * _GAIN
    return best if restored > as_it_stands + gain else None


def _ending_in(trail: int) -> list[str]:
    characters = (decode(lead, trail) for lead in range(0x81, 0xFF))
    return [one for one in characters if one is not None and oddness(one) <= ORDINARY]
