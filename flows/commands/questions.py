"""Commands that answer questions from the published snapshot: sql, trend, explain."""

import sys
from argparse import Namespace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.commands.explaining import story
from warehouse.ask import ask, ask_trend
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.queries import Query, read_layer
from warehouse.show import Format, write_answer, write_table


def sql(home: Home, arguments: Namespace) -> None:
    """Answer one SQL query."""
    answer = ask(home.snapshot(), arguments.query, seconds=arguments.timeout)
    write_answer(answer, Format(arguments.format))


def trend(home: Home, arguments: Namespace) -> None:
    """Answer a named trend, or list the trends there are."""
    trends = {query.name: query for query in read_layer("trends")}
    if arguments.name is None:
        _list_trends(trends)
        return
    if arguments.name not in trends:
        raise QueryError(f"There is no trend {arguments.name!r}: known are {', '.join(trends)}.")
    query = trends[arguments.name]
    snapshot = home.snapshot()
    values = {
        "incident": arguments.incident or chosen_incident(snapshot),
        "since": arguments.since,
        "until": arguments.until,
    }
    answer = ask_trend(snapshot, query.name, values)
    if Format(arguments.format) is Format.TABLE:
        console = Console()
        console.print(query.question, style="bold", highlight=False)
        write_table(answer, console)
    else:
        write_answer(answer, Format(arguments.format), sys.stdout)


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


# The incident with most coverage stands for all where none is named.
_COVERED = """
select incidents.incident_id
from incidents
left join coverage using (incident_id)
group by incidents.incident_id
order by count(coverage.document_id) desc, incidents.incident_id
"""


def _list_trends(trends: dict[str, Query]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("trend", no_wrap=True)
    table.add_column("question")
    for query in trends.values():
        table.add_row(query.name, query.question)
    Console().print(table)
