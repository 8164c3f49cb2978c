"""Answers as people and programs want them: a table for the terminal, CSV, JSON or Parquet."""

import json
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.ask import Answer
from warehouse.export import as_json, write_csv, write_json, write_parquet

_MAXIMUM_ROWS = 200  # rows of a table on a terminal; other formats give all
_LEAST_WIDTH = 24  # columns on a terminal; ids, days and names up to this width are never wrapped
_LEAST_WRAPPED = 24  # columns of a longer text that is wrapped
_MAXIMUM_CELL = 200  # characters of a cell on a terminal
_SPOILING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
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
        write_csv(answer, stream)
    elif form is Format.JSON:
        write_json(answer, stream)
    else:
        write_parquet(answer, stream)


def write_table(answer: Answer, console: Console) -> None:
    """Print an answer as a table, or row by row where the terminal is too narrow for one.

    Long cells and answers are cut, and it says so. A pipe gets every row on one line, however long.
    """
    cells = _cells(answer)
    if not console.is_terminal:
        cells = [[Text(cell.plain.replace("\n", " ")) for cell in row] for row in cells]
    heads = [Text(harmless(name)) for name in answer.columns]
    if not console.is_terminal:
        widths = _widths(heads, cells)
        console.width = max(console.width, sum(widths) + 2 * len(widths))
    elif _least(answer.columns, _widths(heads, cells)) > console.width:
        heads = _folded(answer, cells)
    if _least(answer.columns, _widths(heads, cells)) > console.width:
        _write_blocks(answer, cells, console)
    elif console.is_terminal:
        console.print(_table(answer, heads, cells))
    else:
        with console.capture() as printed:
            console.print(_table(answer, heads, cells))
        for line in printed.get().splitlines():
            console.file.write(line.rstrip() + "\n")
    hidden = len(answer.rows) - _MAXIMUM_ROWS
    if hidden > 0:
        console.print(f"… and {hidden} more rows: --format csv gives all.", style="dim")


def fits(answer: Answer, width: int) -> bool:
    """Say whether an answer can be printed as a table in so many columns."""
    cells = _cells(answer)
    return _least(answer.columns, _widths(_folded(answer, cells), cells)) <= width


def _cells(answer: Answer) -> list[list[Text]]:
    return [[_cell(value) for value in row] for row in answer.rows[:_MAXIMUM_ROWS]]


def _widths(heads: list[Text], cells: list[list[Text]]) -> list[int]:
    return [
        max(_width(head), max((_width(row[place]) for row in cells), default=0))
        for place, head in enumerate(heads)
    ]


def _folded(answer: Answer, cells: list[list[Text]]) -> list[Text]:
    """Return the names of columns, those wider than their cells on several lines, cut behind underscores."""
    heads = []
    for place, name in enumerate(answer.columns):
        parts = re.findall(r"[^_]+_?", name) or [name]
        room = max([*map(len, parts), *(_width(row[place]) for row in cells)])
        lines = [""]
        for part in parts:
            if len(lines[-1] + part) > room:
                lines.append("")
            lines[-1] += part
        heads.append(Text(harmless("\n".join(lines))))
    return heads


def _width(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split("\n")))


def _least(columns: Sequence[str], widths: Sequence[int]) -> int:
    return sum(map(_least_width, columns, widths)) + 2 * (len(widths) - 1)


def _table(answer: Answer, heads: list[Text], cells: list[list[Text]]) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    widths = _widths(heads, cells)
    for name, head, kind, width in zip(answer.columns, heads, answer.types, widths, strict=True):
        least = _least_width(name, width)
        table.add_column(
            head,
            justify="right" if kind.startswith(_NUMBERS) else "left",
            overflow="fold",
            no_wrap=width == least,
            min_width=least,
        )
    for row in cells:
        table.add_row(*row)
    return table


def _least_width(column: str, width: int) -> int:
    return width if width <= _LEAST_WIDTH or column.endswith("url") else _LEAST_WRAPPED


def _write_blocks(answer: Answer, cells: list[list[Text]], console: Console) -> None:
    for row in cells:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, cell in zip(answer.columns, row, strict=True):
            block.add_row(harmless(column), cell)
        console.print(block)
        console.print()


def harmless(text: str) -> str:
    """Return a text without the characters that a page could steer a terminal with."""
    return _SPOILING.sub(" ", text)


def clipped(text: str) -> str:
    """Return as much of a text as a cell shows."""
    return text if len(text) <= _MAXIMUM_CELL else text[: _MAXIMUM_CELL - 1] + "…"


def sparkline(values: Sequence[float]) -> str:
    """Return one block per value, scaled to the greatest; zero is a space-wide dot."""
    top = max(values, default=0)
    return "".join(
        _BARS[min(7, int(value / top * 7.999))] if top and value > 0 else "·" for value in values
    )


def _cell(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return Text(clipped(harmless(_plain(value))))


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        precision = "%Y-%m-%d %H:%M" if value.second == 0 else "%Y-%m-%d %H:%M:%S"
        return f"{value:{precision}}Z" if value.utcoffset() is not None else f"{value:{precision}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=as_json)
    return str(value)


def _number(value: float) -> str:
    """Return a number with as many digits as anybody reads."""
    if not 1e3 <= abs(value) < 1e15:
        return f"{value:.4g}"
    return str(int(value)) if value == int(value) else f"{value:.1f}"
