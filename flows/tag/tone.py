"""Words of judgement in a text, with what precedes them: 不高明 blames, 没有推诿 praises."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import ahocorasick_rs
import yaml

from flows.tag.spans import Span
from flows.tag.spellings import is_latin
from warehouse.folding import fold

_STRENGTH = {
    "negative_strong": -2.0,
    "negative": -1.0,
    "felt": -1.0,
    "positive": 1.0,
    "positive_strong": 2.0,
    "none": 0.0,
}
_FACTORS = {
    "no_negation": 1.0,
    "negation": -0.8,  # not good is a little less than bad
    "stronger": 1.5,
    "weaker": 0.5,
}
_REACH = 8  # characters before a word in which Chinese turns it round; three words in English
_CLAUSE_ENDS = frozenset('，,。！？!?；;：:\n"')


class Judgement(NamedTuple):
    """One word of judgement, with its direction as the words before it leave it."""

    span: Span
    value: float  # below 0: blames; above: praises
    is_felt: bool  # a feeling: about its cause, not about who has it


def find_judgements(folded: str) -> list[Judgement]:
    """Return the words of judgement in a folded text, longest first, in order."""
    lexicon = _lexicon()
    found, free_from = [], 0
    for index, start, end in lexicon.automaton.find_matches_as_indexes(folded):
        if start < free_from or not _is_free(folded, start, end):
            continue
        free_from = end
        if lexicon.values[index]:
            value = lexicon.values[index] * _turn(_before(folded, start))
            found.append(Judgement((start, end), value, folded[start:end] in lexicon.felt))
    return found


@dataclass(frozen=True, slots=True)
class _Lexicon:
    automaton: ahocorasick_rs.AhoCorasick
    values: tuple[float, ...]
    felt: frozenset[str]
    before: re.Pattern[str]
    turning: frozenset[str]  # first characters of what `before` finds


@cache
def _lexicon() -> _Lexicon:
    words = _read_words()
    values = {word: value for key, value in _STRENGTH.items() for word in words[key]}
    turning = ("no_negation", "negation", "stronger", "weaker")
    first = "".join(sorted({word[0] for key in turning for word in words[key]}))
    groups = (
        f"(?P<{key}>{'|'.join(_pattern(word) for word in sorted(words[key], key=len, reverse=True))})"
        for key in turning
    )
    return _Lexicon(
        automaton=ahocorasick_rs.AhoCorasick(
            list(values), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        values=tuple(values.values()),
        felt=frozenset(words["felt"]),
        before=re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join(groups)})"),
        turning=frozenset(first),
    )


def _read_words() -> dict[str, list[str]]:
    text = files("flows.tag").joinpath("tone.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)  # every word is text, "no" too
    return {key: [fold(word) for row in rows[key] for word in row] for key in rows}


def _pattern(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word[0].isascii() and word[0].isalpha() else re.escape(word)


def _is_free(text: str, start: int, end: int) -> bool:
    if not is_latin(text[start]):
        return True
    return not (start and is_latin(text[start - 1])) and not (
        end < len(text) and is_latin(text[end])
    )


def _before(text: str, start: int) -> str:
    """Return what may turn a word, and the character before it, at which a word of it may begin."""
    reach = 3 * _REACH if start and text[start - 1].isascii() else _REACH
    return text[start - reach - 1 : start] if start > reach else f"\n{text[:start]}"


@lru_cache(maxsize=16_384)  # 的 and 这种 stand before many words of judgement
def _turn(before: str) -> float:
    """Return what the words just before turn a judgement into: a factor."""
    lexicon, factor = _lexicon(), 1.0
    low = len(before)
    while low > 1 and before[low - 1] not in _CLAUSE_ENDS:
        low -= 1
    if lexicon.turning.isdisjoint(before[low:]):
        return factor
    for match in lexicon.before.finditer(before, low):
        factor *= _FACTORS[match.lastgroup or ""]
    return factor
