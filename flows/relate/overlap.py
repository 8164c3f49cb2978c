"""How much two texts share word for word, and whether that makes one a copy of the other.

Candidates come from sketches; here they are verified on the texts themselves. What is measured is the
share of the shorter text's shingles that the longer one has too, so that an excerpt counts in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flows.relate.shingles import Hashes, shingle_arrays

Pair = tuple[int, int]

_AT_ONCE = 100  # texts whose tokens stay in the processor's cache


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common, in shingles."""

    shared: int
    left: int  # shingles of the first text
    right: int  # of the second

    @property
    def share(self) -> float:
        """The share of the shorter text that stands in the other, 0..1."""
        return self.shared / max(1, min(self.left, self.right))

    @property
    def is_copy(self) -> bool:
        """Whether the two share text word for word, and not only names and a quotation.

        Measured 2026-11-22 on 190 articles of the demonstration: copies share 0.84 and more; what
        quotes the same statement 0.40 at 130 shingles; quick news of 70 shingles on the same event 0.51,
        weather reports of 40 shingles 0.50. Two texts of which half was rewritten share 0.48.
        """
        return self.share >= 0.36 + 11 / max(1, min(self.left, self.right))


def overlaps(texts: Mapping[int, str], pairs: Sequence[Pair]) -> dict[Pair, Overlap]:
    """Return the overlap of each pair of texts, by their numbers in `texts`."""
    wanted = sorted({number for pair in pairs for number in pair})
    shingles: dict[int, Hashes] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        numbers = wanted[start : start + _AT_ONCE]
        found = shingle_arrays([texts[number] for number in numbers])
        shingles.update(zip(numbers, found, strict=True))
    return {(a, b): _overlap(shingles[a], shingles[b]) for a, b in pairs}


def _overlap(left: Hashes, right: Hashes) -> Overlap:
    few, many = sorted((left, right), key=len)
    places = np.searchsorted(many, few)
    shared = np.count_nonzero(many.take(places, mode="clip") == few) if len(few) else 0
    return Overlap(int(shared), len(left), len(right))
