"""Where words stand together that say something together: 扣除全年绩效, for the term 扣除绩效.

A text of some length has words of a hundred combinations, near each other in hardly any. So which
combinations have a word for every slot is asked with bit masks, and whether a hit is a word of its own
only where hits stand together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from flows.tag.patterns import Meaning, Vocabulary
from flows.tag.spans import Span
from flows.tag.wordings import Combination, Reach

_PUNCTUATION = re.compile(r"[，,、:：。.；;！!？?\n]")
_SENTENCE_END = re.compile(r"[。！!？?；;\n]|\.(?=\s)")
_FORWARD, _FORWARD_LATIN, _BACKWARD = 6, 16, 1  # characters between the words of a compound
_LONGEST = 150  # characters that the words of a list span
_MOST = 24  # places of the words of a slot that are looked at, the first ones

Places = Mapping[str, Sequence[Span]]  # of words, in the order of the text


def combined(
    vocabulary: Vocabulary,
    text: str,
    places: Places,
    *,
    without: Iterable[Meaning],
    stands: Callable[[str, Span], bool],
) -> Iterator[tuple[Span, Meaning]]:
    """Yield where the words of a combination stand together; `text` is the folded one.

    Those of the meanings in `without` are not looked for; `stands` tells whether a word is one of its own
    where it occurs.
    """
    for index in vocabulary.possible(places, without):
        combination, meaning = vocabulary.combinations[index]
        slots = [
            sorted((span, word) for word in words & places.keys() for span in places[word])[:_MOST]
            for words in combination.slots
        ]
        for hits in product(*slots):
            spans = [span for span, _ in hits]
            if _is_together(combination, text, spans) and all(
                stands(word, span) for span, word in hits
            ):
                yield (min(spans)[0], max(spans)[1]), meaning


def _is_together(combination: Combination, text: str, spans: Sequence[Span]) -> bool:
    if combination.reach is Reach.CLAUSE:
        return _is_compound(text, spans[0], spans[1])
    low, high = min(spans)[0], max(spans)[1]
    if high - low > _LONGEST or _SENTENCE_END.search(text, low, high):
        return False
    return all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


def _is_compound(text: str, first: Span, second: Span) -> bool:
    gap = second[0] - first[1]
    if gap < 0:
        return 0 <= first[0] - second[1] <= _BACKWARD and not text[second[0]].isascii()
    longest = _FORWARD_LATIN if text[first[0]].isascii() else _FORWARD
    return gap <= longest and not _PUNCTUATION.search(text, first[1], second[0])
