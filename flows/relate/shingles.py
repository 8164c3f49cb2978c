"""Texts as runs of hashed tokens: what copies are recognised by.

A token is one Han character (or a character of another script without blanks between words). A word of
letters or digits is two tokens, so that a run of four spans two to three words in Chinese and in English
alike. Blanks and punctuation do not count. Many texts are worked on at once, because numpy pays per call.
"""

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from warehouse.folding import fold

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]

RUN = 4  # tokens of a shingle; see `overlap.py` for what its length decides

_NOTHING, _SINGLE, _WORD, _END = 0, 1, 2, 3
_END_OF_TEXT = "\x00"  # stands in no text: the class of every other control character is _NOTHING
_STEP = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_STEP, i + 1, 2**64) for i in range(64)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of many texts, one behind the other."""

    values: Hashes
    text: Numbers  # number of the text that each token stands in; never falls
    texts: int


def tokens_of(texts: Sequence[str]) -> Tokens:
    """Return the tokens of texts, whatever script and width they are printed in."""
    joined = fold(_END_OF_TEXT.join(text.replace(_END_OF_TEXT, " ") for text in texts))
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = _kinds()[codes]
    is_word = kinds == _WORD
    follows_word = np.zeros_like(is_word)
    follows_word[1:] = is_word[:-1]
    starts = np.flatnonzero((kinds == _SINGLE) | (is_word & ~follows_word))
    if not len(starts):
        return Tokens(np.empty(0, np.uint64), np.empty(0, np.int64), len(texts))
    text = np.cumsum(kinds == _END, dtype=np.int64)[starts]
    values = _mixed(_sums(codes, kinds, starts))
    twice = 1 + (kinds[starts] == _WORD).astype(np.int64)
    return Tokens(_doubled(values, twice), np.repeat(text, twice), len(texts))


def run_hashes(tokens: Tokens, length: int) -> tuple[Hashes, Numbers]:
    """Return the hash of every run of tokens inside one text, and the number of that text."""
    count = len(tokens.values) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        hashes *= np.uint64(0x100000001B3)
        hashes += tokens.values[place : place + count]
    is_inside = tokens.text[:count] == tokens.text[length - 1 :]
    return _mixed(hashes[is_inside]), tokens.text[:count][is_inside]


def shingle_sets(texts: Sequence[str]) -> list[frozenset[int]]:
    """Return the set of shingles of each text; empty for a text of less than four tokens."""
    hashes, text = run_hashes(tokens_of(texts), RUN)
    ends = np.searchsorted(text, np.arange(len(texts) + 1)).tolist()
    values = hashes.tolist()
    return [frozenset(values[a:b]) for a, b in itertools.pairwise(ends)]


def _sums(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], starts: Numbers) -> Hashes:
    """Return one number per token that depends on its characters and their order."""
    first = np.zeros(len(codes), dtype=np.int64)
    first[starts] = starts
    place = (np.arange(len(codes)) - np.maximum.accumulate(first)) & 63
    weighted = codes.astype(np.uint64) * _POWERS[place]
    weighted[(kinds == _NOTHING) | (kinds == _END)] = 0
    sums: Hashes = np.add.reduceat(weighted, starts)
    return sums


def _doubled(values: Hashes, twice: Numbers) -> Hashes:
    repeated = np.repeat(values, twice)
    second = np.cumsum(twice) - 1
    repeated[second[twice == 2]] ^= np.uint64(_STEP)
    return repeated


def _mixed(values: Hashes) -> Hashes:
    """Spread the bits, so that the smallest of some hashes is a fair choice among them."""
    values = values * np.uint64(_STEP)
    values ^= values >> np.uint64(32)
    values *= np.uint64(0xD6E8FEB86659FD93)
    values ^= values >> np.uint64(32)
    return values


@cache
def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(0x110000, dtype=np.uint8)
    for code in range(0x32000):
        category = unicodedata.category(chr(code))
        if category in {"Lo", "Nl"}:
            kinds[code] = _SINGLE
        elif category[0] in "LN":
            kinds[code] = _WORD
    kinds[0] = _END
    return kinds
