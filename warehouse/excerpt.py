"""The part of a text that shows best why it was found, with the places to mark in it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from warehouse.folding import fold

_WIDTH = 110  # characters of an excerpt
_LEAD = 20  # characters before the first word in it


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, with the stretches of it that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...]


def make_excerpt(text: str, words: Collection[str], width: int = _WIDTH) -> Excerpt:
    """Return the stretch of a text with most of the words; its beginning where it has none."""
    places = find_words(text, words)
    starts = [max(0, start - _LEAD) for start, _ in places] or [0]
    folded = fold(text)

    def worth(start: int) -> tuple[int, int, int]:
        inside = [folded[a:b] for a, b in places if start <= a and b <= start + width]
        return len(set(inside)), len(inside), -start

    start = max(starts[:200], key=worth)
    piece = text[start : start + width]
    marks = tuple((a - start, b - start) for a, b in places if start <= a and b <= start + width)
    before, after = "…" if start else "", "…" if start + width < len(text) else ""
    shift = len(before)
    return Excerpt(
        before + re.sub(r"\s", " ", piece) + after,
        tuple((a + shift, b + shift) for a, b in marks),
    )


def find_words(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Return where folded words stand in a text, longest first where they overlap; Latin ones whole."""
    if not words:
        return []
    pattern = "|".join(_pattern(word) for word in sorted(words, key=len, reverse=True))
    return [match.span() for match in re.finditer(pattern, fold(text))]


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if word[0].isascii() else escaped
