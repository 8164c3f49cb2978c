"""Postings in files: merged they are what was added, and only whole files that the database names count."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import postings as module
from warehouse.postings import PostingFiles, Run

BATCHES = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=40), min_size=1, max_size=12)


def written(database: Path, batches: list[list[int]]) -> PostingFiles:
    files = PostingFiles(database, [])
    for number, batch in enumerate(batches, start=1):
        files.add(np.array(sorted(batch), dtype=np.uint64), number)
        files.sweep()
    return files


@pytest.mark.parametrize("at_once", [4_000_000, 7])
def test_merged_runs_hold_what_was_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(module, "_SLICE", at_once)
    folders = iter(range(1_000))

    @settings(max_examples=40, deadline=None)
    @given(BATCHES)
    def check(batches: list[list[int]]) -> None:
        database = tmp_path / f"{next(folders)}.duckdb"
        files = PostingFiles(database, written(database, batches).runs)
        assert files.end_number == len(batches)
        arrays = files.arrays()
        assert sorted(itertools.chain(*batches)) == sorted(np.concatenate(arrays).tolist())
        assert all((array[:-1] <= array[1:]).all() for array in arrays)
        sizes = [run.posting_count for run in files.runs]
        assert all(a > 4 * b for a, b in itertools.pairwise(sizes))
        assert len(list(database.with_suffix(".postings").iterdir())) == len(set(files.runs))

    check()


def test_from_the_first_run_that_is_not_whole_none_counts(tmp_path: Path) -> None:
    database = tmp_path / "live.duckdb"
    runs = written(database, [list(range(n)) for n in (400, 90, 20, 4)]).runs
    assert [run.posting_count for run in runs] == [400, 90, 20, 4]
    path = database.with_suffix(".postings") / f"{runs[1].name}.u64"
    path.write_bytes(path.read_bytes()[:-8])
    files = PostingFiles(database, runs)
    assert files.end_number == 1
    files.sweep()
    assert len(list(path.parent.iterdir())) == 1


def test_files_of_another_database_do_not_count(tmp_path: Path) -> None:
    database = tmp_path / "live.duckdb"
    written(database, [[1, 2, 3]])
    assert PostingFiles(database, [Run(0, 1, 3, "other")]).end_number == 0
