"""Facts: answers of named queries whose every value knows where it comes from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from warehouse.ask import ask
from warehouse.errors import QueryError
from warehouse.queries import Query, read_layer

Row = dict[str, Any]

LAYERS = ("trends", "reports")
_LONGEST_KEY = 80  # characters of a value that may name a row


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a report, with the query, parameters, row and column that gave it."""

    query: str
    parameters: str  # JSON
    key: str  # JSON: the columns that name the row, with their values
    column: str
    value: Any


@dataclass(frozen=True, slots=True)
class Facts:
    """The answer of a named query, or the reason why there is none."""

    query: Query
    parameters: Mapping[str, Any]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    key: tuple[str, ...] = ()  # the columns that name a row; none: its number does
    failure: str = ""

    def has(self, *columns: str) -> bool:
        """Say whether there are rows with all these columns."""
        return bool(self.rows) and set(columns) <= set(self.columns)

    def fact(self, row: Row, column: str) -> Fact:
        """Return one value of a row with its provenance."""
        return Fact(
            self.query.name,
            canonical_json(self.parameters),
            self._row_key(row),
            column,
            row[column],
        )

    def by_key(self) -> dict[str, Row | None]:
        """Return the rows by the keys that name them; None where a key names more than one."""
        rows: dict[str, Row | None] = {}
        for number, row in enumerate(self.rows, 1):
            key = self._row_key(row, number)
            rows[key] = None if key in rows else row
        return rows

    def _row_key(self, row: Row, number: int | None = None) -> str:
        if self.key:
            return canonical_json({column: canonical(row[column]) for column in self.key})
        place = number or next(n for n, one in enumerate(self.rows, 1) if one is row)
        return canonical_json({"row": place})


def known_queries() -> dict[str, Query]:
    """Return the queries that a report may rest on, by name."""
    return {query.name: query for layer in LAYERS for query in read_layer(layer)}


def gather(snapshot: Path, query: Query, values: Mapping[str, Any]) -> Facts:
    """Answer a query from a snapshot; a snapshot that cannot answer it gives facts with a failure."""
    parameters = {p.name: values.get(p.name) for p in query.parameters}
    given = {name: value for name, value in parameters.items() if value is not None}
    try:
        answer = ask(snapshot, query.sql, parameters)
    except QueryError as error:
        return Facts(query, given, failure=str(error))
    rows = tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    key = _naming_columns(answer.columns, rows)
    return Facts(query, given, answer.columns, rows, key)


class Answers(dict[str, Facts | None]):
    """Answers by query, each asked for when it is first needed; None where this version knows no such query."""

    def __init__(self, snapshot: Path, incident: str) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._incident = incident
        self._known = known_queries()

    def __missing__(self, name: str) -> Facts | None:
        query = self._known.get(name)
        values = {"incident": self._incident}
        self[name] = gather(self._snapshot, query, values) if query else None
        return self[name]


def canonical(value: Any) -> str:
    """Return a value as the text that two readings of it can be compared by."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | dict | tuple):
        return canonical_json(value)
    return str(value)


def canonical_json(value: Any) -> str:
    """Return JSON that is equal for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=canonical)


def _naming_columns(columns: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the first columns that together name every row, counts only where nothing else does.

    None for a single row, and where no such columns are short.
    """
    if len(rows) < 2:
        return ()
    short = [column for column in columns if all(_can_name(row[column]) for row in rows)]
    words = [c for c in short if not any(isinstance(row[c], int) for row in rows)]
    return _first_naming(words, rows) or _first_naming(short, rows)


def _first_naming(columns: list[str], rows: tuple[Row, ...]) -> tuple[str, ...]:
    for count in range(1, len(columns) + 1):
        chosen = tuple(columns[:count])
        if len({tuple(canonical(row[name]) for name in chosen) for row in rows}) == len(rows):
            return chosen
    return ()


def _can_name(value: Any) -> bool:
    return not isinstance(value, float | list | dict) and len(canonical(value)) <= _LONGEST_KEY
