"""Which texts meet: of new sketches and those before them, the pairs that share enough fingerprints to be read.

A posting says that a version has a fingerprint: one number, the fingerprint in its upper and the version in its
lower 32 bits. Postings lie in runs, arrays in rising order, that are searched by bisection, so that looking up
costs what is asked for and not what is stored. Versions are numbered as they come; new ones have the highest numbers.

What very many texts have counts half: two that share phrases of the trade do not meet by these alone, and a report
that everybody printed still meets its copies.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.relate.shingles import Hashes, Numbers
from flows.relate.sketch import least_shared

WIDEST = 20  # versions that are found by one fingerprint: the first; from then on it counts half
Sizes = NDArray[np.uint16]
Pairs = NDArray[np.int64]

_LOW = np.uint64(0xFFFF_FFFF)
_UPPER = np.uint64(32)
_BLOCK = 1024  # fingerprints that are looked for together
_AT_ONCE = 4_000_000  # meetings that are held in memory
_WHOLE = 2  # what a meeting counts, in halves


@dataclass(frozen=True, slots=True)
class Meetings:
    """What came of some new postings."""

    kept: Hashes  # those by which versions may be found from now on, rising
    pairs: Pairs  # rows of two numbers, the older version first; rising


@dataclass(frozen=True, slots=True)
class _Meeting:
    """New postings that others have too: one place per posting in each array."""

    number: Numbers
    spared: Numbers  # fingerprints that its version does without; 0: this one is not among them
    is_common: NDArray[np.bool_]  # as many have it as may be found by it
    found: Sequence[
        tuple[Hashes, Numbers, Numbers]
    ]  # runs, with where others begin and how many they are


def meet(new: Hashes, runs: Sequence[Hashes], sizes: Sizes) -> Meetings:
    """Return what may be found from now on, and which versions are to be compared with older ones.

    `new` are postings in rising order and `sizes` the number of fingerprints of every version, by its number.
    """
    fingerprints, group = _groups(new)
    spans = [(run, *_spans(run, fingerprints)) for run in runs]
    widths = sum((length for _, _, length in spans), np.zeros(len(fingerprints), np.int64))
    starts = np.searchsorted(group, np.arange(len(fingerprints)))
    place = np.arange(len(new)) - starts[group]
    kept = new[widths[group] + place < WIDEST]
    begins, lengths = _spans(kept, fingerprints)
    own = np.minimum(place, lengths[group])  # those of this batch that stand before it
    is_met = widths[group] + own > 0
    found = [(run, begin[group][is_met], length[group][is_met]) for run, begin, length in spans]
    found.append((kept, begins[group][is_met], own[is_met]))
    number = (new[is_met] & _LOW).astype(np.int64)
    width = (widths[group] + own)[is_met]
    meeting = _Meeting(number, _spared(number, width, sizes), width >= WIDEST, found)
    return Meetings(kept, _pairs(meeting, sizes))


def _groups(postings: Hashes) -> tuple[Hashes, Numbers]:
    """Return the fingerprints of rising postings, each once, and the place of each posting's own."""
    fingerprints = postings >> _UPPER
    is_first = np.ones(len(postings), dtype=np.bool_)
    is_first[1:] = fingerprints[1:] != fingerprints[:-1]
    return fingerprints[is_first], np.cumsum(is_first) - 1


def _spans(run: Hashes, fingerprints: Hashes) -> tuple[Numbers, Numbers]:
    """Return where the postings of each fingerprint begin in a run, and how many there are."""
    begins = _searched(np.asarray(run), fingerprints << _UPPER)
    lengths = np.zeros(len(fingerprints), dtype=np.int64)
    inside = np.flatnonzero(begins < len(run))
    there = inside[run[begins[inside]] >> _UPPER == fingerprints[inside]]
    ends = np.searchsorted(run, (fingerprints[there] << _UPPER) | _LOW, side="right")
    lengths[there] = ends - begins[there]
    return begins, lengths


def _searched(run: Hashes, wanted: Hashes) -> Numbers:
    """Return where rising numbers belong in a run: `np.searchsorted`, in half its time for long runs.

    A thousand at a time are looked for between the places of the first and of the next ones' first, which is
    little enough for the processor's cache (50 million postings: 0.10 CPU-seconds against 0.20, 2026-11-28).
    """
    places = np.empty(len(wanted), dtype=np.int64)
    edges = [*np.searchsorted(run, wanted[::_BLOCK]).tolist(), len(run)]
    for number, (begin, end) in enumerate(itertools.pairwise(edges)):
        block = slice(number * _BLOCK, (number + 1) * _BLOCK)
        places[block] = begin + run[begin:end].searchsorted(wanted[block])
    return places


def _spared(number: Numbers, width: Numbers, sizes: Sizes) -> Numbers:
    """Return for the commonest fingerprints of each version how many they are, 0 for all others.

    A pair has to share some, so it still meets by the others when fewer are left out on one side: the commonest,
    which are page furniture and most of the work.
    """
    order = np.lexsort((-width, number))
    ordered = number[order]
    commonness = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    spare = _spare(sizes[ordered])
    spared = np.zeros(len(number), dtype=np.int64)
    spared[order] = np.where(commonness < spare, spare, 0)
    return spared


def _pairs(meeting: _Meeting, sizes: Sizes) -> Pairs:
    order = np.argsort(meeting.number, kind="stable")
    parts = [np.empty((0, 2), dtype=np.int64)]
    parts += [
        _counted(*_met(meeting, places, sizes), sizes) for places in _portions(meeting, order)
    ]
    pairs = np.concatenate(parts)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def _portions(meeting: _Meeting, order: Numbers) -> list[Numbers]:
    """Cut the postings into portions of whole versions, with about as many meetings as fit in memory."""
    number = meeting.number[order]
    total = np.cumsum(sum(length[order] for _, _, length in meeting.found))
    portion = total[np.searchsorted(number, number)] // _AT_ONCE
    return np.split(order, np.flatnonzero(np.diff(portion)) + 1) if len(order) else []


def _met(meeting: _Meeting, places: Numbers, sizes: Sizes) -> tuple[Numbers, Numbers]:
    """Return the meetings of some postings, apart those by spared fingerprints.

    Versions so small that they may be met by these alone are told with the others. A meeting is one number: the newer
    version, the older one, and whether it counts half.
    """
    counted, spared = [], []
    for run, begins, lengths in meeting.found:
        length = lengths[places]
        first = np.cumsum(length) - length
        at = np.repeat(begins[places] - first, length) + np.arange(int(length.sum()))
        older = (run[at] & _LOW).astype(np.int64)
        newer = np.repeat(meeting.number[places], length)
        pair = (((newer << 31) | older) << 1) | np.repeat(meeting.is_common[places], length)
        spare = np.repeat(meeting.spared[places], length)
        is_spared = spare > 0
        least = least_shared(sizes[newer[is_spared]], sizes[older[is_spared]])
        is_spared[is_spared] = least > spare[is_spared]
        counted.append(pair[~is_spared])
        spared.append(pair[is_spared])
    return np.concatenate(counted), np.concatenate(spared)


def _counted(counted: Numbers, spared: Numbers, sizes: Sizes) -> Pairs:
    """Return the pairs that meet often enough; spared fingerprints are looked at where they may decide."""
    pair, count = _tally(counted)
    newer, older = pair >> 31, pair & 0x7FFF_FFFF
    least = _WHOLE * least_shared(sizes[newer], sizes[older])
    may_be = count + _WHOLE * _spare(sizes[newer]) >= least
    pair, count, least = pair[may_be], count[may_be], least[may_be]
    is_wanted = np.zeros(len(sizes), dtype=np.bool_)
    is_wanted[newer[may_be]] = True
    also, more = _tally(spared[is_wanted[spared >> 32]])
    _, here, there = np.intersect1d(pair, also, assume_unique=True, return_indices=True)
    count[here] += more[there]
    pair = pair[count >= least]
    return np.stack((pair & 0x7FFF_FFFF, pair >> 31), axis=1)


def _tally(meetings: Numbers) -> tuple[Numbers, Numbers]:
    """Return each pair that meets once, rising, and how often it does, in halves."""
    meetings = np.sort(meetings)
    pairs = meetings >> 1
    is_first = np.ones(len(pairs), dtype=np.bool_)
    is_first[1:] = pairs[1:] != pairs[:-1]
    firsts = np.flatnonzero(is_first)
    counts = np.diff(firsts, append=len(pairs)) * _WHOLE
    if len(firsts):
        counts -= np.add.reduceat(meetings & 1, firsts)
    return pairs[firsts], counts


def _spare(sizes: Sizes) -> Numbers:
    """Return how many fingerprints a version does without and still meets most that it has to meet."""
    spare: Numbers = np.ceil(0.08 * sizes).astype(np.int64) - 1
    return spare
