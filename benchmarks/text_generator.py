"""Any number of invented texts in no time: words of two characters, as frequent as in news, and stock phrases."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WORDS = 50_000
LENGTH = 250  # words of a text: 500 characters and some marks
SENTENCE = 12  # words
_PHRASES = 2_000  # stock phrases of 6 to 12 words; the commonest stands in every twentieth text
Codes = NDArray[np.uint32]


@dataclass(frozen=True)
class Made:
    """One generated text; copies name the number of their original and what was rewritten."""

    number: int
    text: str
    original: int | None = None  # None: not a copy
    rewritten: int = 0  # per cent


class TextGenerator:
    """Generates texts, of which a tenth are copies of another: 10, 30 or 50 % of their sentences rewritten."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = np.random.default_rng(seed)
        characters = self._chance.choice(np.arange(0x4E00, 0x9000), 3_000, replace=False)
        self._words: Codes = self._chance.choice(characters, (WORDS, 2)).astype(np.uint32)
        lengths = self._chance.integers(6, 13, _PHRASES)
        self._phrases = [self._draw(int(length)) for length in lengths]

    def texts(self, count: int, first: int = 0) -> Iterator[Made]:
        """Yield texts numbered from `first`: seven of ten alone, one in ten with its three copies."""
        number = first
        while number < first + count:
            words = self._article()
            yield Made(number, self._printed(words))
            original, number = number, number + 1
            if self._chance.random() < 1 / 30:
                for rewritten in (10, 30, 50):
                    if number < first + count:
                        copy = self._printed(self._rewritten(words, rewritten))
                        yield Made(number, copy, original, rewritten)
                        number += 1

    def late_copy(self, original: Made, number: int, rewritten: int) -> Made:
        """Return a copy of a text that was made before."""
        printed = original.text.replace("。", "").encode("utf-32-le")
        words = np.frombuffer(printed, dtype=np.uint32).reshape(-1, 2)
        copy = self._printed(self._rewritten(words, rewritten))
        return Made(number, copy, original.number, rewritten)

    def _draw(self, count: int) -> Codes:
        """Return words; the rank of a word in the list is what its frequency falls with."""
        ranks = 20 * (WORDS / 20) ** self._chance.random(count)
        drawn: Codes = self._words[np.minimum(ranks.astype(np.int64), WORDS - 1)]
        return drawn

    def _article(self) -> Codes:
        words = self._draw(LENGTH)
        for _ in range(self._chance.integers(0, 4)):
            rank = int(_PHRASES ** self._chance.random()) - 1
            phrase = self._phrases[rank]
            place = int(self._chance.integers(0, LENGTH - len(phrase)))
            words[place : place + len(phrase)] = phrase
        return words

    def _rewritten(self, words: Codes, share: int) -> Codes:
        words = words.copy()
        starts = np.arange(0, LENGTH, SENTENCE)
        count = round(len(starts) * share / 100)
        for start in self._chance.choice(starts, count, replace=False).tolist():
            size = min(SENTENCE, LENGTH - start)
            words[start : start + size] = self._draw(size)
        return words

    def _printed(self, words: Codes) -> str:
        text = words.tobytes().decode("utf-32-le")
        step = 2 * SENTENCE
        return "。".join(text[start : start + step] for start in range(0, len(text), step))
