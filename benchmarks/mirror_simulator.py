"""What copy farms do to a text, forward: for measuring how well it is undone.

A simplified text is converted one character at a time, every character of a list is replaced by itself
and its reading in the GBK bytes, whatever the bytes belong to, and the result is read two bytes at a
time, a bad pair as one question mark. Lists, their order, punctuation and decoders differ between farms.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

import opencc
from pypinyin import Style, pinyin

from flows.clean.restoration.readings import KNOWN
from flows.clean.script import is_only_simplified
from warehouse.folding import simplified_characters

UNCONVERTED = "于后并云么涌采雇咨干里系台范游松斗制余托征志卷丑郁准面只周布"
FIXED = {"着": "著", "冲": "沖", "饥": "饑", "台": "臺"}
SMALL = "網經業發聯調內"
MIDDLE = SMALL + "關負責認"
LARGE = MIDDLE + "團報場對強時機獎結績評長隊"
LARGER = LARGE + "過來開說錢戶萬頁"
_HALVED = str.maketrans("，？！：；（）", ",?!:;()")


class Private(StrEnum):
    """What becomes of codes that strict GBK lacks."""

    KEPT = "kept"
    DROPPED = "dropped"
    QUESTION = "question"


class Punctuation(StrEnum):
    """When full-width punctuation is made ASCII, if it is."""

    FULL = "full"
    HALVED_BEFORE = "halved before"
    HALVED_AFTER = "halved after"


@dataclass(frozen=True, slots=True)
class Farm:
    """One copy farm: its list in its order, and its handling of text."""

    name: str
    listed: tuple[str, ...]
    private: Private = Private.KEPT
    punctuation: Punctuation = Punctuation.FULL
    unconverted: str = UNCONVERTED
    is_line_by_line: bool = True


def farms(seed: int = 1) -> list[Farm]:
    """Return farms that differ in every respect known; the same ones for the same seed."""
    chance = random.Random(seed)
    everything = sorted(KNOWN)
    plain = [
        Farm("small", tuple(SMALL)),
        Farm("middle", tuple(MIDDLE)),
        Farm("large", tuple(LARGE)),
        Farm("larger", tuple(LARGER)),
        Farm("all", tuple(everything)),
        Farm("all, reversed", tuple(reversed(everything))),
        Farm("all, converted fully", tuple(everything), unconverted=""),
        Farm("all, page at once", tuple(everything), is_line_by_line=False),
    ]
    for number in range(4):
        listed = chance.sample(everything, len(everything)) + chance.sample(_others(), 40)
        chance.shuffle(listed)
        plain.append(Farm(f"shuffled {number}", tuple(listed[: chance.choice((40, 80, 150))])))
    halved = [replace(farm, name=f"{farm.name}, {p}", punctuation=p)
              for farm in (plain[2], plain[4], plain[8]) for p in list(Punctuation)[1:]]  # fmt: skip
    lossy = [replace(farm, name=f"{farm.name}, private {p}", private=p)
             for farm in (plain[3], plain[9]) for p in list(Private)[1:]]  # fmt: skip
    return plain + halved + lossy


def harmful_farm(text: str, seed: int = 1, size: int = 60) -> Farm:
    """Return a farm whose list is chosen to tear apart as many neighbours of this text as it can."""
    data = "".join(_convert(character, UNCONVERTED) for character in text).encode("gb18030")
    pairs = {data[start : start + 2] for start in range(len(data) - 1)}
    characters = {pair.decode("gbk", "ignore") for pair in pairs if pair[-1] >= 0x81}
    listed = sorted(one for one in characters if is_listable(one))
    chance = random.Random(seed)
    return Farm("harmful", tuple(chance.sample(listed, min(size, len(listed)))))


def is_listable(character: str) -> bool:
    """Tell whether a farm may annotate a character: traditional, and read with a tone mark."""
    return character in simplified_characters() and not _reading(character).isascii()


def obfuscate(text: str, farm: Farm) -> str:
    """Return the text as the farm prints it."""
    if farm.punctuation is Punctuation.HALVED_BEFORE:
        text = text.translate(_HALVED)
    converted = "".join(_convert(character, farm.unconverted) for character in text)
    lines = converted.split("\n") if farm.is_line_by_line else [converted]
    printed = "\n".join(_decode(_annotate(line, farm.listed), farm.private) for line in lines)
    return printed.translate(_HALVED) if farm.punctuation is Punctuation.HALVED_AFTER else printed


def expected(text: str, farm: Farm) -> str:
    """Return what a perfect restoration of `obfuscate(text, farm)` gives."""
    return text if farm.punctuation is Punctuation.FULL else text.translate(_HALVED)


def damaged_spots(printed: str) -> int:
    """Count the places where bytes of two characters were torn apart."""
    return len(re.findall(r"\?[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*\)", printed))


def _annotate(line: str, listed: Sequence[str]) -> bytes:
    data = line.encode("gb18030")
    for character in listed:
        code = character.encode("gb18030")
        data = data.replace(code, code + f"({_reading(character)})".encode("gb18030"))
    return data


def _decode(data: bytes, private: Private) -> str:
    printed, position = [], 0
    while position < len(data):
        width = 1 if data[position] <= 0x80 else 2
        printed.append(_decode_one(data[position : position + width], private))
        position += width
    return "".join(printed)


def _decode_one(code: bytes, private: Private) -> str:
    if code == b"\x80":
        return "€"
    if len(code) == 2 and not 0x40 <= code[1] <= 0xFE:
        return "?"
    character = code.decode("gb18030", "replace").replace("\ufffd", "?")
    if "\ue000" <= character <= "\uf8ff" and private is not Private.KEPT:
        return "" if private is Private.DROPPED else "?"
    return character


@cache
def _convert(character: str, unconverted: str) -> str:
    if character in unconverted:
        return FIXED.get(character, character) if character in "着冲饥" else character
    converted: str = FIXED.get(character) or _converter().convert(character)
    return (
        converted
        if len(converted.encode("gbk", "ignore")) == 2 or len(character.encode()) < 2
        else character
    )


@cache
def _reading(character: str) -> str:
    return pinyin(character, style=Style.TONE)[0][0]


@cache
def _others() -> list[str]:
    """Return characters of everyday texts that conversion changes and no list is known to hold."""
    common = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFA))
    simplified = [code.decode("gb2312", "ignore") for code in common]
    converted = [
        _convert(one, UNCONVERTED) for one in simplified if one and is_only_simplified(one)
    ]
    return [one for one in converted if one not in KNOWN and _reading(one) != one]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
