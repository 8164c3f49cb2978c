"""Answers as programs want them: CSV, JSON or Parquet, every value as it is."""

import csv
import json
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

import duckdb

from warehouse.ask import Answer
from warehouse.errors import QueryError


def write_csv(answer: Answer, out: TextIO) -> None:
    """Write CSV: times in ISO 8601, lists as JSON, nothing for null."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=as_json)
    return value


def write_json(answer: Answer, out: TextIO) -> None:
    """Write a JSON array of objects."""
    rows = [dict(zip(answer.columns, map(_finite, row), strict=True)) for row in answer.rows]
    out.write(json.dumps(rows, ensure_ascii=False, indent=1, default=as_json) + "\n")


def _finite(value: Any) -> Any:
    """Return what JSON has a word for: it knows no infinity."""
    if isinstance(value, list):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def write_parquet(answer: Answer, out: TextIO) -> None:
    """Write Parquet through a database in memory, since the snapshot's own may not write files."""
    if out.isatty():
        raise QueryError("Parquet is nothing to read: send it to a file, with > answer.parquet.")
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as memory:
        lines, parquet = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        names = [f"c{number}" for number in range(len(answer.columns))]
        with lines.open("w", encoding="utf-8") as file:
            for row in answer.rows:
                cells = dict(zip(names, map(_castable, row), strict=True))
                file.write(json.dumps(cells, default=as_json) + "\n")
        kinds = ["VARCHAR" if kind == "BLOB" else kind for kind in answer.types]
        columns = dict(zip(names, kinds, strict=True))
        try:
            rows = memory.read_json(str(lines), columns=columns, format="newline_delimited")
            renamed = [
                duckdb.ColumnExpression(name).cast(kind).alias(column)
                for name, kind, column in zip(
                    names, answer.types, _distinct(answer.columns), strict=True
                )
            ]
            rows.select(*renamed).write_parquet(str(parquet))
        except duckdb.Error as error:
            raise QueryError(f"This is no Parquet: {str(error).splitlines()[0]}") from error
        with parquet.open("rb") as file_in:
            shutil.copyfileobj(file_in, out.buffer)


def _castable(value: Any) -> Any:
    """Return a value as the text that a database reads it back from, where JSON has none for it."""
    if isinstance(value, list | tuple):
        return [_castable(one) for one in value]
    if isinstance(value, bytes):
        return "".join(f"\\x{byte:02X}" for byte in value)
    if isinstance(value, timedelta):
        return f"{value.days} days {value.seconds} seconds {value.microseconds} microseconds"
    return str(value) if isinstance(value, Decimal | float) else value


def _distinct(columns: Sequence[str]) -> list[str]:
    """Return the names of columns, numbered where two have the same: Parquet must tell them apart."""
    names: list[str] = []
    for column in columns:
        number = sum(1 for name in names if name.lower() == column.lower())
        names.append(f"{column}_{number}" if number else column)
    return names


def as_json(value: Any) -> Any:
    """Return a value as JSON's nearest kind."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
