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
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.ask import Answer

_MAXIMUM_ROWS = 200  # rows of a table on a terminal; other formats give all
_LEAST_WIDTH = 24  # columns on a terminal; ids, days and names up to this width are never wrapped
_LEAST_WRAPPED = 14  # columns of a longer text that is wrapped
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


def write_table(answer: Answer, console: Console) -> None:
    """Print an answer as a table, or row by row where the terminal is too narrow for one.

    Long cells and answers are cut, and it says so.
    """
    cells = [[_cell(value) for value in row] for row in answer.rows[:_MAXIMUM_ROWS]]
    widths = [
        max((cell_len(cell) for cell in column), default=0)
        for column in zip(answer.columns, *cells, strict=True)
    ]
    least = sum(map(_least_width, widths)) + 2 * (len(widths) - 1)
    if not console.is_terminal:
        console.width = max(console.width, sum(widths) + 2 * len(widths))
    if least <= console.width:
        console.print(_table(answer, cells, widths))
    else:
        _write_blocks(answer, cells, console)
    hidden = len(answer.rows) - _MAXIMUM_ROWS
    if hidden > 0:
        console.print(f"… and {hidden} more rows: --format csv gives all.", style="dim")
    elif not answer.rows:
        console.print("(no rows)", style="dim")


def _table(answer: Answer, cells: list[list[str]], widths: list[int]) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column, kind, width in zip(answer.columns, answer.types, widths, strict=True):
        table.add_column(
            column,
            justify="right" if kind.startswith(_NUMBERS) else "left",
            overflow="fold",
            no_wrap=width <= _LEAST_WIDTH,
            min_width=_least_width(width),
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _least_width(width: int) -> int:
    return width if width <= _LEAST_WIDTH else _LEAST_WRAPPED


def _write_blocks(answer: Answer, cells: list[list[str]], console: Console) -> None:
    for row in cells:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, cell in zip(answer.columns, row, strict=True):
            block.add_row(column, Text(cell))
        console.print(block)
        console.print()


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
        precision = "%Y-%m-%d %H:%M" if value.second == 0 else "%Y-%m-%d %H:%M:%S"
        return f"{value:{precision}}Z" if value.utcoffset() is not None else f"{value:{precision}}"
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
