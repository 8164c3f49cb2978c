"""A sketch: the few hashes by which a text is found again among a million others.

Kept are the smallest hashes of a text's runs of five tokens: all of a short text, an eighth of a long one. Whether a
run is kept depends on its own hash and on how many there are, not on its neighbours, so of what a copy still shares
with its original the same part is in both sketches: three words of ten may be others, spread evenly. And a short
text's fingerprints are a long one's too where it was cut from it, as far as the long one keeps any so large.

Measured 2026-11-28: of copies in which three characters of ten are others, drawn by chance, 96 % are met at 200 characters
and more, 90 % at 60; winnowed runs of seven met 40 and 14 %. Where exactly every third one is another, no run of five
is left, and none is met. MinHash estimates how much of *both* texts is shared, which is next to nothing for an excerpt.

Databases hold sketches: whoever changes them changes their mark in `warehouse/sql/raw/tables.sql` too.
"""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flows.relate.shingles import Hashes, Numbers, distinct, run_hashes, tokens_of

LENGTH = 5  # tokens of a run: four would be everybody's, of six too few outlive rewriting
WHOLE = 32  # runs that are all kept
ONE_OF = 8  # of the others
MOST = 1_000  # fingerprints of one text, reached at 7,800 runs

_SIZES = np.arange(2 * MOST, dtype=np.float32)
_RUNS = np.where(
    _SIZES <= WHOLE, _SIZES, WHOLE + ONE_OF * (_SIZES - WHOLE)
)  # of a text, by its sketch's size
_KEPT = np.divide(_SIZES, _RUNS, out=np.ones_like(_SIZES), where=_RUNS > 0)  # the share of them
_ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_LEAST_SHARE = 0.1  # three characters of ten replaced leave every sixth run; fewer are phrases


def sketches(texts: Sequence[str]) -> list[list[int]]:
    """Return the fingerprints of each text, 32 bits each, rising; none for less than five tokens."""
    hashes, text = run_hashes(tokens_of(texts), LENGTH)
    is_kept = hashes <= _limits(np.bincount(text, minlength=len(texts)))[text]
    hashes, text = hashes[is_kept], text[is_kept]
    keys = distinct((text.astype(np.uint64) << np.uint64(32)) | (hashes >> np.uint64(32)))
    ends = np.searchsorted(keys >> np.uint64(32), np.arange(len(texts) + 1)).tolist()
    values = (keys & np.uint64(0xFFFF_FFFF)).tolist()
    return [values[a:b] for a, b in itertools.pairwise(ends)]


def least_shared(sizes: NDArray[np.uint16], others: NDArray[np.uint16]) -> NDArray[np.float32]:
    """Return how many fingerprints two sketches of some sizes have to share to be worth comparing.

    A longer text keeps fewer of its runs; so of the shorter one's as many are looked for as it would have kept.
    """
    expected = np.minimum(_RUNS[sizes], _RUNS[others]) * np.minimum(_KEPT[sizes], _KEPT[others])
    least: NDArray[np.float32] = np.maximum(2, _LEAST_SHARE * expected)
    return least


def _limits(runs: Numbers) -> Hashes:
    """Return the largest hash that texts of so many runs keep."""
    wanted = np.minimum(WHOLE + np.maximum(0, runs - WHOLE) / ONE_OF, MOST)
    share = wanted / np.maximum(WHOLE, runs)
    limits: Hashes = (np.minimum(share, 1) * (2.0**64 - 2048)).astype(np.uint64)
    return np.where(share < 1, limits, _ALL)
