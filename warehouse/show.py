"""Answers as people and programs want them: a table for the terminal, CSV, JSON or Parquet."""

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

import duckdb
from rich.console import Console
from rich.table import Table

from warehouse.ask import Answer

_MAXIMUM_ROWS = 200  # rows of a table on a terminal; other formats give all
_MAXIMUM_CELL = 200  # characters of a cell on a terminal
_BARS = "▁▂▃▄▅▆▇█"
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def write_answer(answer: Answer, form: Format, out: TextIO | None = None) -> None:
    """Write an answer to `out` (default standard output) in the form asked for."""
    stream = out or sys.stdout
    if form is Format.TABLE:
        write_table(answer, Console(file=stream))
    elif form is Format.CSV:
        _write_csv(answer, stream)
    elif form is Format.JSON:
        _write_json(answer, stream)
    else:
        _write_parquet(answer, stream)


def write_table(answer: Answer, console: Console, title: str | None = None) -> None:
    """Print an answer as a table; long cells and tables are cut, and it says so."""
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column, kind in zip(answer.columns, answer.types, strict=True):
        is_number = kind.startswith(_NUMBERS)
        table.add_column(column, justify="right" if is_number else "left", overflow="fold")
    for row in answer.rows[:_MAXIMUM_ROWS]:
        table.add_row(*(_cell(value) for value in row))
    console.print(table)
    hidden = len(answer.rows) - _MAXIMUM_ROWS
    if hidden > 0:
        console.print(f"… and {hidden} more rows: --format csv gives all.", style="dim")
    elif not answer.rows:
        console.print("(no rows)", style="dim")


def sparkline(values: Sequence[float]) -> str:
    """Return one block per value, scaled to the greatest; zero is a space-wide dot."""
    top = max(values, default=0)
    return "".join(
        _BARS[min(7, int(value / top * 7.999))] if top and value > 0 else "·" for value in values
    )


def _cell(value: object) -> str:
    text = _plain(value)
    return text if len(text) <= _MAXIMUM_CELL else text[: _MAXIMUM_CELL - 1] + "…"


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes" if value.second == 0 else "seconds")
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e15 else str(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_as_json)
    return str(value)


def _write_csv(answer: Answer, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return _plain(value) if isinstance(value, list | dict) else value


def _write_json(answer: Answer, out: TextIO) -> None:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    out.write(json.dumps(rows, ensure_ascii=False, indent=1, default=_as_json) + "\n")


def _write_parquet(answer: Answer, out: TextIO) -> None:
    """Write Parquet through a database in memory, since the snapshot's own may not write files."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as memory:
        lines, parquet = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        names = [f"c{number}" for number in range(len(answer.columns))]
        with lines.open("w", encoding="utf-8") as file:
            for row in answer.rows:
                file.write(json.dumps(dict(zip(names, row, strict=True)), default=_as_json) + "\n")
        columns = dict(zip(names, answer.types, strict=True))
        rows = memory.read_json(str(lines), columns=columns, format="newline_delimited")
        renamed = [
            duckdb.ColumnExpression(name).alias(column)
            for name, column in zip(names, answer.columns, strict=True)
        ]
        rows.select(*renamed).write_parquet(str(parquet))
        with parquet.open("rb") as file_in:
            shutil.copyfileobj(file_in, out.buffer)


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
