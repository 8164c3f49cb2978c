"""The comparing of texts: versions that are new beside all that share fingerprints with them.

Only texts that are new are read, and of the others only those that their fingerprints lead to; what two
have in common is kept in `raw.overlaps`, so that no two texts are ever compared twice.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from flows.relate.days import days_told_of
from flows.relate.meetings import Pairs, meet
from flows.relate.overlap import overlaps
from flows.relate.shingles import Hashes
from flows.relate.sketch import sketches
from warehouse.batch import BatchWriter, Row
from warehouse.folding import fold
from warehouse.live import LiveWarehouse
from warehouse.postings import PostingFiles, Run
from warehouse.records import Document

_AT_ONCE = 20_000  # versions that are compared in one transaction
_PAIRS = 10_000  # pairs whose texts are held in memory at once
_NEAR = 4_096  # rows that are rather read over than asked for apart: DuckDB unpacks 2,048 texts at a time


@dataclass(frozen=True, slots=True, order=True)
class _Version:
    key: int
    document_id: str
    text: str


def sketch_rows(documents: Sequence[Document]) -> list[Row]:
    """Return what the texts of some documents are found again by, as rows of raw.sketches."""
    found = sketches([document.text for document in documents])
    return [
        {
            "version_key": version_key(document.document_id, document.content_digest),
            "document_id": document.document_id,
            "content_digest": document.content_digest,
            "fingerprints": fingerprints,
            "days": days_told_of(fold(document.text)),
        }
        for document, fingerprints in zip(documents, found, strict=True)
    ]


def version_key(document_id: str, content_digest: str) -> int:
    """Return the number of a version, the same in every database."""
    digest = sha256(f"{document_id}\n{content_digest}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def compare_texts(live: LiveWarehouse, folder: Path, at_once: int = _AT_ONCE) -> int:
    """Compare the next versions with all that share fingerprints with them; returns how many versions."""
    files = _posting_files(live, at_once)
    versions, compared = live.rows("relating", "version_counts")[0]
    end = min(versions, compared + at_once)
    if end > compared:
        with live.transaction():
            live.rows("relating", "compare_next", {"first": compared, "end": end})
            pairs = _add(live, files, end)
            with BatchWriter(folder) as writer:
                writer.add("overlaps", *_overlap_rows(live, pairs))
            live.take_in(folder)
        shutil.rmtree(folder)
    files.sweep()
    return int(end - compared)


def _posting_files(live: LiveWarehouse, at_once: int) -> PostingFiles:
    """Return the postings of all versions that have been compared; those that are missing are made again."""
    runs = live.rows("relating", "posting_runs")
    files = PostingFiles(live.path, [Run(*run) for run in runs])
    _, compared = live.rows("relating", "version_counts")[0]
    while files.end_number < compared:
        with live.transaction():
            _add(live, files, min(compared, files.end_number + at_once))
    return files


def _add(live: LiveWarehouse, files: PostingFiles, end: int) -> Pairs:
    """Add the postings of the next versions, up to a number; returns the pairs that meet by them."""
    counts = live.columns("relating", "sketch_sizes")
    sizes = np.zeros(len(counts["version_number"]), dtype=np.uint16)
    sizes[counts["version_number"]] = counts["fingerprint_count"]
    numbers = {"first": files.end_number, "end": end}
    postings = np.sort(live.columns("relating", "postings_of", numbers)["posting"])
    meetings = meet(postings, files.arrays(), sizes)
    note_postings(live, files, meetings.kept, end)
    return meetings.pairs


def note_postings(live: LiveWarehouse, files: PostingFiles, postings: Hashes, end: int) -> None:
    """Add the postings of the next versions, rising, to the files and to what the database says of them."""
    live.rows("relating", "note_run", asdict(files.add(postings, end)))


def _overlap_rows(live: LiveWarehouse, pairs: Pairs) -> Iterator[Row]:
    for start in range(0, len(pairs), _PAIRS):
        portion = pairs[start : start + _PAIRS]
        versions = _versions(live, np.unique(portion).tolist())
        by_key = {version.key: version for version in versions.values()}
        chosen = [
            (min(one, other).key, max(one, other).key)
            for one, other in (map(versions.get, pair) for pair in portion.tolist())
            if one and other and one.document_id != other.document_id
        ]
        texts = {key: version.text for key, version in by_key.items()}
        for (left, right), overlap in overlaps(texts, chosen).items():
            if overlap.is_copy:
                yield {
                    "left_key": left,
                    "right_key": right,
                    "left_document_id": by_key[left].document_id,
                    "right_document_id": by_key[right].document_id,
                    "shared": overlap.shared,
                    "left_size": overlap.left,
                    "right_size": overlap.right,
                }


def _versions(live: LiveWarehouse, numbers: Sequence[int]) -> dict[int, _Version]:
    """Return versions by their numbers; those without a document are left out."""
    number_of: dict[int, int] = {}
    rows: list[int] = []
    for near in _neighbours(numbers):
        for number, key, row in live.rows("relating", "places", {"numbers": json.dumps(near)}):
            number_of[key] = number
            if row is not None:
                rows.append(row)
    found: dict[int, _Version] = {}
    for near in _neighbours(sorted(rows)):
        found |= _read(live.rows("relating", "texts_at", {"rows": json.dumps(near)}))
    if missing := [key for key in number_of if key not in found]:
        found |= _read(live.rows("relating", "texts_of", {"keys": json.dumps(missing)}))
    return {number: found[key] for key, number in number_of.items() if key in found}


def _read(rows: Iterable[tuple[str, str, str]]) -> dict[int, _Version]:
    versions = (
        _Version(version_key(document_id, digest), document_id, text)
        for document_id, digest, text in rows
    )
    return {version.key: version for version in versions}


def _neighbours(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Cut rising numbers where much lies between two."""
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > _NEAR:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
