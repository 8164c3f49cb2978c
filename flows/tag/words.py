"""How well a text reads: the probability of its best division into dictionary words."""

import math
from collections import defaultdict
from collections.abc import Callable
from functools import cache

_LONGEST = 8  # characters of the longest word considered
_PUNCTUATION = dict.fromkeys("，。、：；？！“”《》（）()…—,.:;?!\n", -4.0) | {"，": -3.0, ",": -3.0}
_LETTER = -3.0  # a letter or digit of another script
_SYMBOL = -14.0  # what a news text hardly ever has
_UNKNOWN = -22.0  # a Han character that the dictionary lacks


def word_score(text: str) -> float:
    """Return the logarithm of how probable a simplified text is, as a sequence of words."""
    best = [0.0] * (len(text) + 1)
    probability = _logarithms()
    for start in range(len(text) - 1, -1, -1):
        best[start] = _single(text[start], probability) + best[start + 1]
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            word = probability(text[start:end])
            if word is None:
                break
            best[start] = max(best[start], word + best[end])
    return best[0]


def next_score(previous: str, character: str) -> float:
    """Return the logarithm of how probable a character is after another one, within words and across."""
    pairs, singles, total = _neighbours()
    alone = singles.get(character, 0.3) / total
    within = pairs.get(previous + character, 0) / (singles.get(previous, 0) + 1_000)
    return math.log(0.6 * within + 0.4 * alone)


def _single(character: str, probability: Callable[[str], float | None]) -> float:
    if "\u3400" <= character <= "\u9fff":
        known = probability(character)
        return _UNKNOWN if known is None or known == -math.inf else known
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    return _LETTER if character.isascii() or character.isspace() else _SYMBOL


@cache
def _neighbours() -> tuple[dict[str, int], dict[str, int], int]:
    """Count characters, and pairs of neighbours within the words of the dictionary."""
    from flows.tag.segmentation import dictionary  # here: it reads jieba's dictionary, 0.6 s

    pairs: defaultdict[str, int] = defaultdict(int)
    singles: defaultdict[str, int] = defaultdict(int)
    for word, frequency in dictionary()[0].items():
        for place in range(len(word) if frequency else 0):
            singles[word[place]] += frequency
            pairs[word[place : place + 2]] += frequency if place + 2 <= len(word) else 0
    total = sum(singles.values())
    return dict(pairs), {**singles, "，": total // 15, "。": total // 30, "、": total // 100}, total


@cache
def _logarithms() -> Callable[[str], float | None]:
    """Return the look-up of a word: minus infinity for a mere beginning of words, None for neither."""
    from flows.tag.segmentation import dictionary  # here: it reads jieba's dictionary, 0.6 s

    frequencies, total = dictionary()
    whole = math.log(total)

    def look_up(word: str) -> float | None:
        frequency = frequencies.get(word)
        if frequency is None:
            return None
        return math.log(frequency) - whole if frequency else -math.inf

    return look_up
