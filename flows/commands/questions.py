"""Commands that answer questions from the published snapshot: sql, trend, explain."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from flows.commands.answering import print_trend
from flows.commands.explaining import story
from flows.commands.prompt import converse
from warehouse.ask import Answer, ask, ask_trend
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.queries import Parameter, Query, read_layer
from warehouse.show import Format, write_answer


def sql(home: Home, arguments: Namespace) -> None:
    """Answer one SQL query, or those that are typed at a prompt."""
    form = Format(arguments.format)

    def show(answer: Answer) -> None:
        write_answer(answer, form)

    if arguments.query is None:
        converse(home, show, arguments.timeout)
    else:
        show(ask(home.snapshot(), arguments.query, seconds=arguments.timeout))


def trend(home: Home, arguments: Namespace) -> None:
    """Answer a named trend, or list the trends there are."""
    trends = {query.name: query for query in read_layer("trends")}
    form = Format(arguments.format)
    if arguments.name is None:
        _list_trends(trends, form)
        return
    if arguments.name not in trends:
        near = get_close_matches(arguments.name, trends, n=3)
        known = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(trends)}."
        raise QueryError(f"There is no trend {arguments.name!r}: {known}")
    query = trends[arguments.name]
    values: dict[str, Any] = further_values(query, arguments.further)
    snapshot = home.snapshot()
    values |= {"since": arguments.since, "until": arguments.until}
    values["incident"] = _incident(snapshot, query, arguments.incident)
    missing = [p.name for p in query.parameters if not p.is_optional and values.get(p.name) is None]
    if missing:
        raise QueryError(f"The trend {query.name} needs --{missing[0]} VALUE.")
    answer = ask_trend(snapshot, query.name, values)
    if form is Format.TABLE:
        print_trend(query, answer, snapshot, values, Console())
    else:
        write_answer(answer, form, sys.stdout)


def further_values(query: Query, words: Sequence[str]) -> dict[str, Any]:
    """Return the values of a trend's own parameters, given as --NAME VALUE or --NAME=VALUE."""
    parameters = {parameter.name: parameter for parameter in query.parameters}
    values: dict[str, Any] = {}
    rest = [part for word in words for part in (word.split("=", 1) if word[:2] == "--" else [word])]
    for name, value in zip_longest(rest[::2], rest[1::2]):
        parameter = parameters.get(name.removeprefix("--").replace("-", "_"))
        if not name.startswith("--") or parameter is None:
            known = ", ".join(f"--{known}" for known in parameters)
            raise QueryError(f"The trend {query.name} has no parameter {name}: it has {known}.")
        if value is None:
            raise QueryError(f"{name} needs a value.")
        values[parameter.name] = _typed(parameter, value)
    return values


def _typed(parameter: Parameter, value: str) -> Any:
    types: dict[str, Callable[[str], Any]] = {"date": date.fromisoformat, "integer": int}
    try:
        return types.get(parameter.type, str)(value)
    except ValueError as error:
        sentence = f"--{parameter.name} wants {parameter.type}, and {value!r} is none."
        raise QueryError(sentence) from error


def _incident(snapshot: Path, query: Query, named: str | None) -> str | None:
    """Return the incident asked about; None where none is named and the trend needs none."""
    if named is None:
        needed = any(p.name == "incident" and not p.is_optional for p in query.parameters)
        return chosen_incident(snapshot) if needed else None
    known = [str(name) for (name,) in ask(snapshot, "select incident_id from incidents").rows]
    if named not in known:
        raise QueryError(
            f"The warehouse knows no incident {named!r}: known are {', '.join(known) or 'none'}."
        )
    return named


def explain(home: Home, arguments: Namespace) -> None:
    """Tell the story of one URL through every stage."""

    for line in story(home, arguments.url):
        print(line)


def chosen_incident(snapshot: Path) -> str:
    """Return the incident with most coverage, and say so where there are others."""
    rows = ask(snapshot, _COVERED).rows
    if not rows:
        raise QueryError("The warehouse knows no incident yet: do a run first.")
    chosen = str(rows[0][0])
    if len(rows) > 1:
        print(f"(incident {chosen}; choose another with --incident)", file=sys.stderr)
    return chosen


_COMMON = {"incident", "since", "until"}  # parameters that a trend has like any other

# The incident with most coverage stands for all where none is named.
_COVERED = """
select incidents.incident_id
from incidents
left join coverage using (incident_id)
group by incidents.incident_id
order by count(coverage.document_id) desc, incidents.incident_id
"""


def _list_trends(trends: dict[str, Query], form: Format) -> None:
    if form is not Format.TABLE:
        rows: list[tuple[Any, ...]] = [
            (one.name, one.question, [parameter.name for parameter in one.parameters])
            for one in trends.values()
        ]
        columns = ("trend", "question", "parameters")
        write_answer(Answer(columns, ("VARCHAR", "VARCHAR", "VARCHAR[]"), rows), form)
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("trend", no_wrap=True)
    table.add_column("question")
    for query in trends.values():
        own = [f"--{p.name}" for p in query.parameters if p.name not in _COMMON]
        table.add_row(query.name, " ".join([query.question, *own]))
    Console().print(table)
