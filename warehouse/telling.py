"""What a run has to tell of itself, read from the snapshot that it published."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from warehouse.ask import open_snapshot
from warehouse.queries import read_layer

Rows = Sequence[Mapping[str, Any]]


def read_telling(snapshot: Path, run_id: str) -> dict[str, Rows]:
    """Return the rows of every query of the folder `telling` for a run, by the query's name."""
    with open_snapshot(snapshot) as connection:
        told: dict[str, Rows] = {}
        for query in read_layer("telling"):
            result = connection.execute(query.sql, {"run_id": run_id})
            columns = [column[0] for column in result.description or ()]
            told[query.name] = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    return told
