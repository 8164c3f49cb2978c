"""The comparing of texts: versions that are new beside all that share fingerprints with them.

Only texts that are new are read, and of the others only those that their fingerprints lead to; what two
have in common is kept in `raw.overlaps`, so that no two texts are ever compared twice.
"""

import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.relate.days import days_told_of
from flows.relate.overlap import Pair, overlaps
from flows.relate.sketch import sketches
from warehouse.batch import BatchWriter, Row
from warehouse.folding import fold
from warehouse.live import LiveWarehouse
from warehouse.records import Document

_AT_ONCE = 20_000  # versions that are compared in one transaction
_WIDEST = 100  # versions that are found by one fingerprint
_TEXTS = 10_000  # pairs whose texts are held in memory at once


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
    with live.transaction():
        limits = {"most": at_once, "widest": _WIDEST}
        candidates = live.rows("relating", "candidates", limits)
        compared = len(live.rows("relating", "new_versions"))
        with BatchWriter(folder) as writer:
            writer.add("overlaps", *_overlap_rows(live, candidates))
        live.take_in(folder)
    shutil.rmtree(folder)
    return compared


def _overlap_rows(live: LiveWarehouse, candidates: Sequence[Any]) -> Iterator[Row]:
    for start in range(0, len(candidates), _TEXTS):
        rows = {(row[0], row[1]): row for row in candidates[start : start + _TEXTS]}
        places = {"first": start + 1, "last": start + len(rows)}
        texts = dict(live.rows("relating", "texts", places))
        pairs: list[Pair] = [pair for pair in rows if set(pair) <= texts.keys()]
        for pair, overlap in overlaps(texts, pairs).items():
            if overlap.is_copy:
                yield {
                    "left_key": pair[0],
                    "right_key": pair[1],
                    "left_document_id": rows[pair][2],
                    "right_document_id": rows[pair][3],
                    "shared": overlap.shared,
                    "left_size": overlap.left,
                    "right_size": overlap.right,
                }
