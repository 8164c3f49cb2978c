"""A sketch: the few hashes by which a text is found again among a million others.

Of every sixteen neighbouring runs of seven tokens the one with the smallest hash is kept (winnowing), so
two texts that have 22 tokens in a row in common share at least one hash wherever these stand: an excerpt
finds the feature it was cut from, and half a text its other half's source. Which hashes are kept depends
on the text alone, not on what came before it.

Measured 2026-11-22 against MinHash of the same size: see `benchmarks/relating.py`. MinHash estimates how
much of *both* texts is shared, which is next to nothing for an excerpt.
"""

import itertools
from collections.abc import Sequence

import numpy as np

from flows.relate.shingles import Hashes, Numbers, Tokens, distinct, run_hashes, tokens_of

LENGTH = 7  # tokens of a run
WINDOW = 16  # runs of which one is kept; a power of two
MOST = 400  # hashes of one text: the smallest, so that a long text keeps what its excerpts keep

_NEVER = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def sketches(texts: Sequence[str]) -> list[list[int]]:
    """Return the fingerprints of each text, 32 bits each, rising; none for less than seven tokens."""
    tokens = tokens_of(texts)
    kept, text = _winnowed(*_spaced(tokens))
    keys = distinct((text.astype(np.uint64) << np.uint64(32)) | (kept >> np.uint64(32)))
    numbers = (keys >> np.uint64(32)).astype(np.int64)
    ends = np.searchsorted(numbers, np.arange(len(texts) + 1)).tolist()
    values = (keys & np.uint64(0xFFFF_FFFF)).tolist()
    return [values[a : min(b, a + MOST)] for a, b in itertools.pairwise(ends)]


def _spaced(tokens: Tokens) -> tuple[Hashes, Numbers]:
    """Return the runs with a gap behind each text that is wider than a window; -1 marks the gaps."""
    hashes, text = run_hashes(tokens, LENGTH)
    places = np.arange(len(hashes)) + text * WINDOW
    size = (int(places[-1]) if len(places) else 0) + WINDOW + 1
    spaced = np.full(size, _NEVER, dtype=np.uint64)
    owner = np.full(size, -1, dtype=np.int64)
    spaced[places] = hashes
    owner[places] = text
    return spaced, owner


def _winnowed(hashes: Hashes, owner: Numbers) -> tuple[Hashes, Numbers]:
    """Return the smallest hash of every window, repetitions side by side left out."""
    smallest = hashes
    width = 1
    while width < WINDOW:
        smallest = np.minimum(smallest[:-width], smallest[width:])
        width *= 2
    begins = owner[: len(smallest)]
    is_new = begins >= 0
    is_new[1:] &= (smallest[1:] != smallest[:-1]) | (begins[1:] != begins[:-1])
    return smallest[is_new], begins[is_new]
