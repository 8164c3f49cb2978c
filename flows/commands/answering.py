"""How the answer of a trend is told at a terminal: its question, a plot, a table, or why there is none."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from warehouse.ask import Answer, ask
from warehouse.plot import plot
from warehouse.queries import Query, read_query
from warehouse.readable import make_readable
from warehouse.show import fits, write_table

_SENTENCES = re.compile(r"(?<=[.:;]) ")


def print_trend(
    query: Query, answer: Answer, snapshot: Path, values: Mapping[str, Any], console: Console
) -> None:
    """Print the answer of a trend for people."""
    whole = not console.is_terminal  # a pipe gets every sentence on one line
    console.print(query.question, style="bold", highlight=False, soft_wrap=whole)
    extent = _extent(snapshot, values)
    if not answer.rows:
        reason = f"no rows: {why_empty(query, extent, values)}"
        console.print(reason, style="dim", highlight=False, soft_wrap=whole)
        return
    drawn = plot(answer, console.width) if console.is_terminal else None
    if drawn is not None:
        console.print(drawn)
    zone = ZoneInfo(extent.get("timezone") or "UTC")
    width = console.width if console.is_terminal else sys.maxsize
    shown = make_readable(
        answer, zone, lambda one, room: fits(one, width, room), is_styled=console.is_terminal
    )
    write_table(shown.answer, console)
    notes = [f"Times of {zone.key}."] if shown.has_moments else []
    if shown.left_out:
        notes.append(f"Not shown: {', '.join(shown.left_out)}; --format csv has all.")
    if notes:
        console.print(" ".join(notes), style="dim", highlight=False, soft_wrap=whole)


def why_empty(query: Query, extent: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """Say why a trend has no rows: nothing is known, nothing from those days, or too little of its kind."""
    incident, since, until = (values.get(name) for name in ("incident", "since", "until"))
    if not extent or not extent["articles"]:
        return f"no article about {incident or 'any incident'} is known yet."
    if (since or until) and not extent["articles_between"]:
        asked = " ".join(
            f"{word} {day}" for word, day in (("from", since), ("until", until)) if day
        )
        return (
            f"no article about {incident} was published {asked}; those that are known are of "
            f"{extent['first_on']} to {extent['last_on']}."
        )
    least = [one for one in _SENTENCES.split(query.method) if re.search(r"\bno row\b", one)]
    if least:
        return " ".join(least)
    return f"there is nothing of the kind among the {extent['articles_between']} articles."


def _extent(snapshot: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    query = read_query("explorer", "extent")
    answer = ask(snapshot, query.sql, {p.name: values.get(p.name) for p in query.parameters})
    return dict(zip(answer.columns, answer.rows[0], strict=True)) if answer.rows else {}
