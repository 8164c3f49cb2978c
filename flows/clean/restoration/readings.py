"""How characters are read, with tone marks; which characters a copy farm may have annotated."""

import re
import unicodedata
from functools import cache

from flows.clean.restoration.gbk import codes
from warehouse.folding import simplified_characters

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
NEUTRAL = {"們": "men", "嗎": "ma", "麼": "me", "唄": "bei"}  # read without a tone
# One syllable with a tone mark, or one of the few that have none.
READING = rf"(?:(?=[a-zü]{{0,5}}[{_TONED}])[a-zü{_TONED}]{{1,6}}|{'|'.join(NEUTRAL.values())})"
# Met in annotations of copy farms until 2026-11. Lists differ and grow: these only rank candidates.
KNOWN = frozenset(
    "來個價優內創動務區協嚴國團堅報場夢學實對導強復態應戰戶擔據擴數時會業構標機權準濟營爭獎獨現環產當發"
    "監礎穩競節簡紀級細結統經網績續聯臺萬號術衛補規計訓設評認誠說調請護譽負財責費貿質購轉農進運過達遠錢"
    "長開關隊險頁項預領風養驗點"
)
_SYLLABLE = re.compile(READING)


def readings(character: str) -> tuple[str, ...]:
    """Return the readings of a character, the usual one first; none for what is no character."""
    return _table().get(character, ())


def is_reading_of(reading: str, character: str) -> bool:
    """Tell whether a character is read so, whatever the tone."""
    plain = without_tone(reading)
    return any(without_tone(own) == plain for own in readings(character))


@cache
def without_tone(reading: str) -> str:
    """Return a reading without its tone mark."""
    decomposed = unicodedata.normalize("NFD", reading)
    return "".join(mark for mark in decomposed if mark not in "\u0300\u0301\u0304\u030c")


def is_convertible(character: str) -> bool:
    """Tell whether conversion to simplified changes a character: only such ones are annotated."""
    return character in simplified_characters()


def annotated_as(lead: int, reading: str) -> tuple[str, ...]:
    """Return the characters with this first byte and reading that a copy farm may annotate."""
    return _by_lead().get((lead, reading), ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    from pypinyin.pinyin_dict import pinyin_dict  # here: 0.2 s, and needed on few pages

    return {
        chr(code): tuple(one for one in text.split(",") if _is_expected(one, chr(code)))
        for code, text in pinyin_dict.items()
    }


def _is_expected(reading: str, character: str) -> bool:
    if reading.isascii():
        return NEUTRAL.get(character) == reading
    return bool(_SYLLABLE.fullmatch(reading))


@cache
def _by_lead() -> dict[tuple[int, str], tuple[str, ...]]:
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for character in simplified_characters():
        for lead, _ in codes(character):
            for reading in readings(character):
                found[lead, reading] = (*found.get((lead, reading), ()), character)
    return found
