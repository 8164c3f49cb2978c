"""Who meets whom: what bisection finds is what counting everything finds, however the texts arrive."""

import itertools
from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.relate import meetings as meetings_module
from flows.relate.meetings import WIDEST, Sizes, meet
from flows.relate.shingles import Hashes
from flows.relate.sketch import least_shared

Sketch = frozenset[int]
LAST = 2**32 - 1  # the largest fingerprint, beyond which nothing may be looked for
fingerprints = st.one_of(st.integers(0, 40), st.sampled_from([LAST - 1, LAST]))
sketch_lists = st.lists(  # so few that no fingerprint counts half
    st.frozensets(fingerprints, min_size=1, max_size=30), max_size=WIDEST - 1
)


def postings(batch: Sequence[Sketch], first: int) -> Hashes:
    found = [(f << 32) | n for n, sketch in enumerate(batch, start=first) for f in sketch]
    return np.sort(np.array(found, dtype=np.uint64))


def sizes_of(sketches: Sequence[Sketch]) -> Sizes:
    return np.array([len(sketch) for sketch in sketches], dtype=np.uint16)


def met(sketches: Sequence[Sketch], cuts: Sequence[int]) -> set[tuple[int, int]]:
    runs: list[Hashes] = []
    pairs: set[tuple[int, int]] = set()
    for start, end in itertools.pairwise([0, *sorted(cuts), len(sketches)]):
        meetings = meet(postings(sketches[start:end], start), runs, sizes_of(sketches[:end]))
        runs.append(meetings.kept)
        pairs |= {(older, newer) for older, newer in meetings.pairs.tolist()}
    return pairs


def counted(sketches: Sequence[Sketch]) -> set[tuple[int, int]]:
    sizes = sizes_of(sketches)
    return {
        (a, b)
        for a, b in itertools.combinations(range(len(sketches)), 2)
        if len(sketches[a] & sketches[b]) >= least_shared(sizes[a : a + 1], sizes[b : b + 1])[0]
    }


@settings(max_examples=150, deadline=None)
@given(sketch_lists, st.lists(st.integers(0, 25), max_size=4), st.randoms(use_true_random=False))
def test_any_order_and_batching_find_what_counting_finds(
    sketches: list[Sketch], cuts: list[int], chance: Random
) -> None:
    expected = counted(sketches)
    assert met(sketches, [min(cut, len(sketches)) for cut in cuts]) == expected
    order = list(range(len(sketches)))
    chance.shuffle(order)
    found = met([sketches[place] for place in order], [len(sketches) // 2])
    assert {tuple(sorted((order[a], order[b]))) for a, b in found} == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 400)), st.lists(st.integers(0, 400)), st.integers(1, 9))
def test_searching_in_blocks_is_searching(run: list[int], wanted: list[int], block: int) -> None:
    rising = np.array(sorted(run), dtype=np.uint64)
    numbers = np.array(sorted(wanted), dtype=np.uint64)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(meetings_module, "_BLOCK", block)
        found = meetings_module._searched(rising, numbers).tolist()
    assert found == np.searchsorted(rising, numbers).tolist()


def test_long_and_short_texts_meet_by_fingerprints_that_many_have() -> None:
    common = frozenset(range(20))
    long_one = common | frozenset(range(1_000, 1_380))
    short = frozenset(range(4)) | frozenset(range(2_000, 2_010))
    many = WIDEST - 4
    crowd = [common | frozenset({5_000 + 7 * n + k for k in range(7)}) for n in range(many)]
    for two in ([long_one, short], [short, long_one]):
        assert (many, many + 1) in met([*crowd, *two], [many // 2, many + 1])


def test_only_the_first_with_a_fingerprint_are_found_by_it() -> None:
    everybody = [frozenset({1, 2, 3, 4, 100 + number}) for number in range(2 * WIDEST)]
    for cuts in ([], [WIDEST // 3, WIDEST + 5]):
        found = met(everybody, cuts)
        assert {older for older, _ in found} == set(range(WIDEST))
        assert {newer for _, newer in found} == set(range(1, 2 * WIDEST))


def test_copies_are_found_beside_furniture_that_everybody_has() -> None:
    furniture = frozenset(range(3))
    alone = [furniture | frozenset(range(100 * n, 100 * n + 40)) for n in range(1, 300)]
    assert met([*alone, *alone], [299]) == {(n, n + 299) for n in range(299)}


def test_nothing_meets_nothing() -> None:
    meetings = meet(postings([], 0), [], sizes_of([]))
    assert meetings.kept.tolist() == []
    assert meetings.pairs.tolist() == []
