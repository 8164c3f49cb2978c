"""Answers as people and programs want them: a table for the terminal, CSV, JSON or Parquet."""

import json
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from warehouse.ask import Answer
from warehouse.export import as_json, write_csv, write_json, write_parquet

_MAXIMUM_ROWS = 200  # rows of a table on a terminal; other formats give all
# Columns on a terminal that a cell has at least; the second for names and times only.
ROOMS = (24, 10)
_INDENT = 2  # columns before all but the first line of a row that is no table
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
    if not console.is_terminal:
        widths = _widths(_heads(answer), cells)
        console.width = max(console.width, sum(widths) + 2 * len(widths))
    table = _table(answer, cells, console.width)
    if table is None:
        _write_blocks(answer, cells, console)
    elif console.is_terminal:
        console.print(table)
    else:
        with console.capture() as printed:
            console.print(table)
        for line in printed.get().splitlines():
            console.file.write(line.rstrip() + "\n")
    hidden = len(answer.rows) - _MAXIMUM_ROWS
    if hidden > 0:
        console.print(f"… and {hidden} more rows: --format csv gives all.", style="dim")


def fits(answer: Answer, width: int, room: int) -> bool:
    """Say whether an answer can be printed as a table in so many columns, with so much room for each cell."""
    cells = _cells(answer)
    heads = _folded(answer, cells, room)
    return _whole(_least(answer.columns, heads, cells, room)) <= width


def _cells(answer: Answer) -> list[list[Text]]:
    return [[_cell(value) for value in row] for row in answer.rows[:_MAXIMUM_ROWS]]


def _heads(answer: Answer) -> list[Text]:
    return [Text(harmless(name)) for name in answer.columns]


def _widths(heads: list[Text], cells: list[list[Text]]) -> list[int]:
    return [
        max(_width(head), max((_width(row[place]) for row in cells), default=0))
        for place, head in enumerate(heads)
    ]


def _folded(answer: Answer, cells: list[list[Text]], room: int) -> list[Text]:
    """Return the names of columns, those wider than their cells on several lines, cut behind underscores."""
    heads = []
    for place, name in enumerate(answer.columns):
        parts = re.findall(r"[^_]+_?", name) or [name]
        widest = max((_width(row[place]) for row in cells), default=0)
        most = max([*map(len, parts), _least_width(name, widest, room)])
        lines = [""]
        for part in parts:
            if len(lines[-1] + part) > most:
                lines.append("")
            lines[-1] += part
        heads.append(Text(harmless("\n".join(lines))))
    return heads


def _width(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split("\n")))


def _least(
    columns: Sequence[str], heads: list[Text], cells: list[list[Text]], room: int
) -> list[int]:
    """Return the least widths of columns; no name of one is wrapped."""
    own = zip(columns, map(_width, heads), _widths(heads, cells), strict=True)
    return [max(head, _least_width(name, width, room)) for name, head, width in own]


def _whole(widths: list[int]) -> int:
    return sum(widths) + 2 * (len(widths) - 1)


def _table(answer: Answer, cells: list[list[Text]], width: int) -> Table | None:
    """Return the table that wraps least in so many columns; None where there is none."""
    for room in ROOMS:
        for heads in (_heads(answer), _folded(answer, cells, room)):
            widths = _widths(heads, cells)
            least = _least(answer.columns, heads, cells, room)
            if _whole(least) <= width:
                return _laid_out(answer, heads, cells, _shared(least, widths, width))
    return None


def _shared(least: list[int], widths: list[int], width: int) -> list[int]:
    """Return the widths of columns: what is left beyond the least goes to those that lack least."""
    left = width - _whole(least)
    given = list(least)
    for place in sorted(range(len(least)), key=lambda one: widths[one] - least[one]):
        more = min(widths[place] - least[place], left)
        given[place] += more
        left -= more
    return given


def _laid_out(
    answer: Answer, heads: list[Text], cells: list[list[Text]], widths: list[int]
) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head, kind, width in zip(heads, answer.types, widths, strict=True):
        justify: JustifyMethod = "right" if kind.startswith(_NUMBERS) else "left"
        table.add_column(head, justify=justify, overflow="fold", width=width)
    for row in cells:
        table.add_row(*row)
    return table


def _least_width(column: str, width: int, room: int) -> int:
    if column.endswith("url"):
        return width
    return min(width, ROOMS[0] if column.endswith("id") or width > ROOMS[0] else room)


def _write_blocks(answer: Answer, cells: list[list[Text]], console: Console) -> None:
    """Print rows as paragraphs: what is short side by side, what is empty not at all."""
    for row in cells:
        named = [
            Text.assemble((harmless(column), "bold"), " ", Text(" ").join(cell.split("\n")))
            for column, cell in zip(answer.columns, row, strict=True)
            if cell.plain
        ]
        lines = [Text()]
        for one in named:
            if lines[-1] and _width(lines[-1]) + 2 + _width(one) <= console.width - _INDENT:
                lines[-1] += Text("  ") + one
            else:
                lines.append(one)
        for number, line in enumerate(lines[1:]):
            line.overflow = "fold"
            console.print(Padding(line, (0, 0, 0, _INDENT if number else 0)))
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
