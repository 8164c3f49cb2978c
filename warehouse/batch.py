"""Batches: the records of one batch as files of JSON lines, one file per raw table."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from warehouse.records import Document, Fate, Rejection, Sighting, Tagging

Row = dict[str, Any]

# Load order: what follows relevances replaces the rows of the versions that these name.
TABLES = (
    "sources",
    "incidents",
    "tags",
    "documents",
    "words",
    "rejections",
    "fates",
    "sightings",
    "relevances",
    "mentions",
    "stances",
    "quotes",
    "sketches",
    "overlaps",
    "related",
    "standings",
    "lineage",
    "revisions",
    "damages",
    "landing_files",
    "runs",
)
_NOT_STORED = {"matching_text", "capture"}


def record_row(record: Document | Rejection | Fate | Sighting) -> Row:
    """Return a record as a row of its raw table."""
    row = {
        field.name: getattr(record, field.name)
        for field in dataclasses.fields(record)
        if field.name not in _NOT_STORED
    }
    if isinstance(record, Document):
        row["links"] = [{"url": link.url, "anchor": link.anchor} for link in record.links]
    if isinstance(record, Document | Rejection):
        capture = record.capture
        row["capture_file"] = capture.file if capture else None
        row["capture_offset"] = capture.offset if capture else None
        row["capture_digest"] = capture.digest if capture else None
    return row


def tagging_rows(document: Document, tagging: Tagging) -> Mapping[str, list[Row]]:
    """Return the rows that a tagging gives to each raw table, keyed to the version it judged."""
    version = {"content_digest": document.content_digest}
    return {
        "relevances": [dataclasses.asdict(tagging.relevance) | version],
        "mentions": [dataclasses.asdict(mention) | version for mention in tagging.mentions],
        "stances": [dataclasses.asdict(stance) | version for stance in tagging.stances],
        "quotes": [dataclasses.asdict(quote) | version for quote in tagging.quotes],
    }


class BatchWriter:
    """Writes rows to one folder: <folder>/<table>.jsonl."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, TextIO] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, table: str, *rows: Row) -> None:
        """Append rows to the file of a table."""
        if table not in self._files:
            path = self._folder / f"{table}.jsonl"
            self._files[table] = path.open("w", encoding="utf-8")
        for row in rows:
            self._files[table].write(json.dumps(row, ensure_ascii=False, default=_as_json) + "\n")

    def close(self) -> None:
        """Finish all files."""
        for file in self._files.values():
            file.close()

    def __enter__(self) -> "BatchWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _as_json(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no row holds a {type(value).__name__}")
