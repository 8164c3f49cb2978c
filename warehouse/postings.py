"""Postings in sorted files beside a database: which versions have a fingerprint.

A posting is one number of 64 bits, the fingerprint before the number of the version. A file holds those of some
versions in a row, rising; like the runs of a log-structured merge tree, a run is merged with the one before it
as soon as it is a quarter as large, so few files are searched and every posting is rewritten a few times only.

The database says which files count (`raw.posting_runs`), in the transaction that compares their versions: what a
killed run has left beside them is not read, and swept away by the next one. A file is named by what is in it, so
that files of another database are never taken for one's own; files that are missing are made again
from the sketches.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Postings = NDArray[np.uint64]

_RATIO = 4  # how many times as large as the next one a run stays
_SLICE = 4_000_000  # postings that are merged in memory at once


@dataclass(frozen=True, slots=True)
class Run:
    """One file of postings."""

    first_number: int  # of its versions
    end_number: int  # behind the last one
    posting_count: int
    name: str


def folder_of(database: Path) -> Path:
    """Return where the postings of a database lie; the folder may be moved with it, or deleted."""
    return database.with_suffix(".postings")


class PostingFiles:
    """The runs of one database."""

    def __init__(self, database: Path, runs: Iterable[Run]) -> None:
        """`runs` in the order of their versions; from the first that is missing or cut, none counts."""
        self._folder = folder_of(database)
        self.runs: list[Run] = []
        for run in runs:
            if not self._is_whole(run):
                break
            self.runs.append(run)

    @property
    def end_number(self) -> int:
        """The number behind the last version that has its postings here."""
        return self.runs[-1].end_number if self.runs else 0

    def arrays(self) -> list[Postings]:
        """Return the postings of every run, read where they are looked at."""
        return [self._read(run) for run in self.runs]

    def add(self, postings: Postings, end_number: int) -> Run:
        """Write the postings of the next versions, up to `end_number`.

        Returns the run that takes the place of all that begin where it does or later.
        """
        name = sha256(postings.tobytes()).hexdigest()[:32]
        run = Run(self.end_number, end_number, len(postings), name)
        parts = [postings]
        while self.runs and self.runs[-1].posting_count <= _RATIO * run.posting_count:
            before = self.runs.pop()
            parts.insert(0, self._read(before))
            name = sha256(f"{before.name} {run.name}".encode()).hexdigest()[:32]
            size = before.posting_count + run.posting_count
            run = Run(before.first_number, end_number, size, name)
        self._write(run, parts)
        self.runs.append(run)
        return run

    def sweep(self) -> None:
        """Delete the files that do not count."""
        wanted = {self._path(run) for run in self.runs}
        for path in self._folder.glob("*"):
            if path not in wanted:
                path.unlink()

    def _path(self, run: Run) -> Path:
        return self._folder / f"{run.name}.u64"

    def _is_whole(self, run: Run) -> bool:
        path = self._path(run)
        return path.is_file() and path.stat().st_size == 8 * run.posting_count

    def _read(self, run: Run) -> Postings:
        if not run.posting_count:
            return np.empty(0, dtype=np.uint64)
        return np.memmap(self._path(run), dtype=np.uint64, mode="r")

    def _write(self, run: Run, parts: Sequence[Postings]) -> None:
        self._folder.mkdir(exist_ok=True)
        part = self._path(run).with_suffix(".part")
        with part.open("wb") as file:
            for slices in _sliced(parts):
                merged = np.concatenate(slices)
                merged.sort(kind="stable")  # of sorted arrays: they are merged
                file.write(merged.data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(self._path(run))


def _sliced(parts: Sequence[Postings]) -> Iterable[list[Postings]]:
    """Cut rising arrays at the same values, into slices that fit in memory together."""
    largest = max(parts, key=len)
    count = 1 + sum(map(len, parts)) // _SLICE
    bounds = [largest[len(largest) * number // count] for number in range(1, count)]
    cuts = [[0, *np.searchsorted(part, bounds).tolist(), len(part)] for part in parts]
    for number in range(count):
        yield [
            part[places[number] : places[number + 1]]
            for part, places in zip(parts, cuts, strict=True)
        ]
