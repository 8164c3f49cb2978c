"""Small plots for a terminal: one line of blocks per series, the same scale for all."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil

from rich.cells import cell_len, set_cell_size
from rich.console import Group
from rich.table import Table
from rich.text import Text

from warehouse.ask import Answer
from warehouse.show import sparkline

_MOST_SERIES = 8
_LEAST_DAYS = 3
_WIDEST_NAME = 20  # columns
_COUNTS = ("articles", "judged", "asked", "count")  # what is drawn where a trend has several series


def plot(answer: Answer, width: int) -> Group | None:
    """Return a plot of an answer that has a column `day`; None: it has none, or too few days."""
    series = _series(answer)
    days = [day for values in series.values() for day in values]
    if not days or (max(days) - min(days)).days + 1 < _LEAST_DAYS:
        return None
    first, last = min(days), max(days)
    names = max(cell_len(name) for name in series)
    step = ceil(((last - first).days + 1) / max(10, width - min(names, _WIDEST_NAME) - 12))
    table = Table.grid(padding=(0, 1))
    for justify in ("left", "left", "right"):
        table.add_column(justify=justify, no_wrap=True)
    sums = {name: _sums(values, first, last, step) for name, values in series.items()}
    top = max(map(max, sums.values()))
    for name, values in sums.items():
        drawn = sparkline([*values, top])[:-1]  # scaled to the top of all
        table.add_row(Text(_fitting(name)), drawn, f"{max(values):g}")
    scale = f"{first} to {last}" + (f", {step} days a block" if step > 1 else "")
    scale += "; at the right the most of a block"
    return Group(table, Text(scale, style="dim"))


def _series(answer: Answer) -> dict[str, dict[date, float]]:
    """Return the numbers of an answer by series and day: a series per name, else per column of counts."""
    if "day" not in answer.columns:
        return {}
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    rows = [row for row in rows if isinstance(row["day"], date)]
    if len({row["day"] for row in rows}) == len(rows):
        kinds = dict(zip(answer.columns, answer.types, strict=True))
        counts = [name for name, kind in kinds.items() if kind in ("BIGINT", "INTEGER", "HUGEINT")]
        return {
            name: {row["day"]: float(row[name] or 0) for row in rows}
            for name in counts[:_MOST_SERIES]
        }
    label = next((name for name in ("name", *answer.columns[1:]) if name in answer.columns), "day")
    count = next((name for name in _COUNTS if name in answer.columns), None)
    found: dict[str, dict[date, float]] = {}
    for row in rows if count else ():
        found.setdefault(str(row[label]), {})[row["day"]] = float(row[count or ""] or 0)
    return dict(sorted(found.items(), key=lambda one: -sum(one[1].values()))[:_MOST_SERIES])


def _sums(values: Mapping[date, float], first: date, last: date, step: int) -> Sequence[float]:
    sums = [0.0] * (((last - first).days) // step + 1)
    for day, value in values.items():
        sums[(day - first) // timedelta(days=step)] += value
    return sums


def _fitting(name: str) -> str:
    return name if cell_len(name) <= _WIDEST_NAME else set_cell_size(name, _WIDEST_NAME - 1) + "…"
