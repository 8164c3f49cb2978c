"""How much of a text stands in another one in the same order: what is left of a copy whose words are others here and there.

Where every third word was replaced, hardly a run of four tokens is left, but most tokens still have the neighbour
that they had, at about the same distance from the beginning. Two reports of one event share names, figures and a
quotation, but each at a place of its own.
"""

import numpy as np
from numpy.typing import NDArray

from flows.relate.shingles import Hashes, Numbers

_BLOCK = 64  # tokens that are moved alike; with half a block on either side they are looked for
_SLACK = 4  # tokens to either side: replaced words are longer or shorter, inserted clauses are another text
_COMMON = 32  # places of a pair of tokens in a text from which on it is not looked for


def aligned(left: Hashes, right: Hashes) -> int:
    """Return how many tokens of the shorter text stand in the longer one beside the same neighbour, in its order."""
    few, many = sorted((left, right), key=len)
    place, moved = _common_pairs(few, many)
    is_covered = np.zeros(len(few) + 1, dtype=np.bool_)
    for start in range(0, len(few), _BLOCK):
        end = start + _BLOCK
        edges = (start - _BLOCK // 2, start, end, end + _BLOCK // 2)
        first, inner, outer, last = np.searchsorted(place, edges).tolist()
        if inner == outer:
            continue
        least = _densest(moved[first:last])
        here = slice(inner, outer)
        is_near = (moved[here] >= least) & (moved[here] <= least + 2 * _SLACK)
        found = place[here][is_near]
        is_covered[found] = True
        is_covered[found + 1] = True
    return int(np.count_nonzero(is_covered))


def _densest(moved: Numbers) -> int:
    """Return the least of the neighbouring distances that most have."""
    beginning = int(moved.min())
    counts = np.bincount(moved - beginning)
    sums = np.concatenate(([0], np.cumsum(counts)))
    ends = np.minimum(np.arange(len(counts)) + 2 * _SLACK + 1, len(counts))
    return beginning + int(np.argmax(sums[ends] - sums[:-1]))


def _common_pairs(few: Hashes, many: Hashes) -> tuple[Numbers, Numbers]:
    """Return where two neighbouring tokens stand that the other text has too, rising, and how far they have moved."""
    wanted, there = _pairs(few), _pairs(many)
    order = np.argsort(there, kind="stable")
    there = there[order]
    begins = np.searchsorted(there, wanted)
    lengths = np.searchsorted(there, wanted, side="right") - begins
    lengths[lengths > _COMMON] = 0
    place = np.repeat(np.arange(len(wanted)), lengths)
    first = np.cumsum(lengths) - lengths
    at = np.repeat(begins - first, lengths) + np.arange(len(place))
    return place, order[at] - place


def _pairs(tokens: Hashes) -> NDArray[np.uint64]:
    pairs: Hashes = tokens[:-1] * np.uint64(0x100000001B3) + tokens[1:]
    return pairs
