"""Whether a page has been annotated by a copy farm, and how: the gate before every repair.

Text books and dictionaries print readings too. A copy farm annotates every occurrence of a character,
always with the same reading, and only characters that conversion to simplified changes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from flows.clean.restoration.readings import (
    KNOWN,
    NEUTRAL,
    READING,
    is_convertible,
    is_reading_of,
    readings,
)
from flows.clean.script import is_machine_traditional
from flows.clean.script_words import writing_of
from warehouse.folding import simplified_characters

ANNOTATION = re.compile(rf"([\u3400-\u9fff\uf900-\ufaff])\(({READING})\)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_AT_LEAST = 3  # annotations
_AT_LEAST_DISTINCT = 2  # annotated characters
_AT_LEAST_DENSE = 5.0  # annotations per 1,000 Han characters; measured 115 to 241 on real pages
_AT_LEAST_CONSISTENT = 0.8  # of the annotations
_AT_LEAST_USUAL = 0.5  # of the annotations give the usual reading; all of the 111 known ones do
_AT_LEAST_COMMON = 0.5  # of the annotated characters: glosses stand beside rare ones
_LESS_UNCONVERTIBLE = 0.25  # of the annotations: an author's own glosses
_AT_LEAST_EMBEDDED = 0.5  # of the annotations have a Chinese character as neighbour
_LEAST_REPEATED = 2  # annotations per character, on a page that quotes as Taiwan and Hong Kong do
_FEW = 10  # annotations below which signs of a writer keep the gate shut


@dataclass(frozen=True, slots=True)
class Annotations:
    """The reading that a page puts beside each character which it annotates throughout."""

    readings: Mapping[str, str]


def annotations_of(page: str) -> Annotations | None:
    """Return what a copy farm annotated on a page; None if the page shows no sign of one.

    Where conversion alone gives the page away, a single annotation of a known kind is enough.
    """
    notes = [note for note in ANNOTATION.finditer(page) if is_reading_of(note[2], note[1])]
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for note in notes:
        if is_convertible(note[1]):
            found[note[1]][note[2]] += 1
    if not found or _are_glosses(notes, page):
        return None
    is_known = found.keys() <= KNOWN and is_machine_traditional(page)
    if not (is_known or _is_plentiful(found, page)):
        return None
    occurrences = Counter(page)
    shares = {character: own.total() / occurrences[character] for character, own in found.items()}
    return _judge(found, shares, page)


def _are_glosses(notes: list[re.Match[str]], page: str) -> bool:
    """In a text book unconvertible characters are annotated too, and words listed one by one."""
    count = len(notes)
    unconvertible = sum(not is_convertible(note[1]) for note in notes)
    embedded = sum(
        bool(_HAN.match(page, note.end()) or _HAN.match(page, note.start() - 1)) for note in notes
    )
    return unconvertible >= _LESS_UNCONVERTIBLE * count or embedded < _AT_LEAST_EMBEDDED * count


def _is_plentiful(found: Mapping[str, Counter[str]], page: str) -> bool:
    toned = [own.total() for character, own in found.items() if character not in NEUTRAL]
    count = sum(toned)
    if count < _AT_LEAST or len(toned) < _AT_LEAST_DISTINCT:
        return False
    return count * 1000 >= _AT_LEAST_DENSE * len(_HAN.findall(page))


def _judge(
    found: Mapping[str, Counter[str]], shares: Mapping[str, float], page: str
) -> Annotations | None:
    count = sum(own.total() for own in found.values())
    consistent = sum(
        own.total()
        for character, own in found.items()
        if len(own) == 1 and shares[character] >= 0.8
    )
    usual = sum(own[readings(character)[0]] for character, own in found.items())
    common = sum(map(_is_common, found))
    if consistent < _AT_LEAST_CONSISTENT * count or usual < _AT_LEAST_USUAL * count:
        return None
    if common < _AT_LEAST_COMMON * len(found):
        return None
    if count < _FEW and _is_written_by_people(page):
        return None
    if count < _LEAST_REPEATED * len(found) and "「" in page and "“" not in page:
        return None  # farms copy pages of the mainland; a classic with glosses has the other quotation marks
    return Annotations(
        {
            character: own.most_common(1)[0][0]
            for character, own in found.items()
            if shares[character] >= 0.5 or character in KNOWN
        }
    )


def _is_common(character: str) -> bool:
    """Level 1 of GB2312 holds the 3,755 characters of everyday texts."""
    code = simplified_characters()[character].encode("gb2312", "ignore")
    return b"\xb0" <= code[:1] < b"\xd8"


def _is_written_by_people(page: str) -> bool:
    writing = writing_of(page)
    return writing.proper > 0 and writing.naive == 0
