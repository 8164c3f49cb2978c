"""What a copy farm does to a text, done forward: the newsroom's mirrors are made with it.

A simplified text is converted to traditional one character at a time, then every character of a list
is replaced by itself and its reading in parentheses — in the GBK bytes, ignoring where characters
begin. Where the code of a listed character straddles two neighbours, the replacement breaks both, and
everything after it is read one byte off until an ASCII byte is swallowed. Nothing is random.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

CODEC = "gb18030"  # GBK, and the private-use zones that GBK decoders map by it


@dataclass(frozen=True, slots=True)
class Generation:
    """One dictionary of a copy farm."""

    name: str
    readings: tuple[tuple[str, str], ...]  # (traditional character, its reading), in this order
    unchanged: frozenset[str] = frozenset()  # characters that its conversion table lacks
    fixed: tuple[tuple[str, str], ...] = ()  # characters that it converts in its own way


def obfuscate(text: str, generation: Generation) -> str:
    """Return `text` as a mirror of this generation prints it; line by line, as its database holds it."""
    return "\n".join(_obfuscate_line(line, generation) for line in text.split("\n"))


def to_traditional(text: str, generation: Generation) -> str:
    """Convert one character at a time, blind to words: 之后 stays, 着 becomes 著."""
    fixed = dict(generation.fixed)
    return "".join(
        character
        if character in generation.unchanged
        else fixed.get(character, _convert(character))
        for character in text
    )


def annotate(line: str, readings: Iterable[tuple[str, str]]) -> str:
    """Replace each listed character by `character(reading)` in the bytes of the line."""
    data = line.encode(CODEC)
    for character, reading in readings:
        code = character.encode(CODEC)
        data = data.replace(code, code + f"({reading})".encode(CODEC))
    return decode_pairs(data)


def decode_pairs(data: bytes) -> str:
    """Read GBK two bytes at a time; a pair that is no character becomes one question mark."""
    characters, position = [], 0
    while position < len(data):
        width = 1 if data[position] <= 0x80 else 2
        characters.append(_decode(data[position : position + width]))
        position += width
    return "".join(characters)


def generation_from(
    name: str, description: Mapping[str, str], table: Mapping[str, str]
) -> Generation:
    """Build a generation from its description in the world's data."""
    characters = description["characters"]
    return Generation(
        name=name,
        readings=tuple((character, table[character]) for character in characters),
        unchanged=frozenset(description.get("unchanged", "")),
        fixed=tuple((pair[0], pair[1]) for pair in description.get("fixed", "").split()),
    )


def _obfuscate_line(line: str, generation: Generation) -> str:
    return annotate(to_traditional(line, generation), generation.readings)


def _decode(pair: bytes) -> str:
    if pair == b"\x80":
        return "€"
    if len(pair) == 2 and not 0x40 <= pair[1] <= 0xFE:
        return "?"
    try:
        return pair.decode(CODEC)
    except UnicodeDecodeError:
        return "?"


@lru_cache(maxsize=8192)
def _convert(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2tw")
