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
    joined = _END_OF_TEXT.join(text.replace(_END_OF_TEXT, " ") for text in texts)
    printed = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = _kinds()[printed]
    is_word = kinds == _WORD
    begins_word = is_word.copy()
    begins_word[1:] &= ~is_word[:-1]
    starts = np.flatnonzero(begins_word | (kinds == _SINGLE))
    if not len(starts):
        return Tokens(np.empty(0, np.uint64), np.empty(0, np.int64), len(texts))
    values = _folded()[printed[starts]].astype(np.uint64)
    word_starts = kinds[starts] == _WORD
    values[word_starts] = _word_values(_folded()[printed[is_word]], begins_word[is_word])
    ends = np.flatnonzero(kinds == _END)
    bounds = np.searchsorted(starts, ends)
    text = np.zeros(len(starts) + 1, dtype=np.int64)
    np.add.at(text, bounds, 1)
    twice = 1 + word_starts.astype(np.int64)
    repeated = _doubled(_mixed(values), twice)
    return Tokens(repeated, np.repeat(np.cumsum(text[:-1]), twice), len(texts))


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


def token_arrays(texts: Sequence[str]) -> list[Hashes]:
    """Return the tokens of each text, in their order."""
    tokens = tokens_of(texts)
    ends = np.searchsorted(tokens.text, np.arange(len(texts) + 1)).tolist()
    return [tokens.values[a:b] for a, b in itertools.pairwise(ends)]


def shingle_arrays(texts: Sequence[str]) -> list[Hashes]:
    """Return the shingles of each text, rising, each once; none for a text of less than four tokens."""
    hashes, text = run_hashes(tokens_of(texts), RUN)
    ends = np.searchsorted(text, np.arange(len(texts) + 1)).tolist()
    return [distinct(hashes[a:b]) for a, b in itertools.pairwise(ends)]


def shingle_sets(texts: Sequence[str]) -> list[frozenset[int]]:
    """Return the shingles of each text as a set."""
    return [frozenset(shingles.tolist()) for shingles in shingle_arrays(texts)]


def distinct(keys: Hashes) -> Hashes:
    """Return the keys in rising order, each once (`np.unique` of numpy 2.4 takes ten times as long)."""
    keys = np.sort(keys)
    is_new = np.ones(len(keys), dtype=np.bool_)
    is_new[1:] = keys[1:] != keys[:-1]
    return keys[is_new]


def _word_values(characters: NDArray[np.uint32], begins: NDArray[np.bool_]) -> Hashes:
    """Return one number per word that depends on its characters and their order."""
    starts = np.flatnonzero(begins)
    if not len(starts):
        return np.empty(0, np.uint64)
    lengths = np.diff(starts, append=len(characters))
    place = (np.arange(len(characters)) - np.repeat(starts, lengths)) & 63
    values: Hashes = np.add.reduceat(characters * _POWERS[place], starts)
    return values


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
    folded = _folded().tolist()
    for code in range(0x32000):
        category = unicodedata.category(chr(folded[code]))
        if category in {"Lo", "Nl"}:
            kinds[code] = _SINGLE
        elif category[0] in "LN":
            kinds[code] = _WORD
    kinds[0] = _END
    return kinds


@cache
def _folded() -> NDArray[np.uint32]:
    """Folding as a table: a folded text is as long as the text, so single characters can be looked up."""
    table = np.arange(0x110000, dtype=np.uint32)
    plane = "".join(map(chr, range(0xD800)))
    table[:0xD800] = [ord(character) for character in fold(plane)]
    plane = "".join(map(chr, range(0xE000, 0x10000)))
    table[0xE000:0x10000] = [ord(character) for character in fold(plane)]
    return table
