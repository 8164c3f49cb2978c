"""The first look at an incident: how much, where, who, about what."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.columns import Columns
from rich.console import Console
from rich.table import Table

from warehouse.ask import ask, ask_trend
from warehouse.home import Home

_BESIDE_BARS = 64  # columns of the numbers, with the longest line of quiet days
_TAGS = """
select
    name,
    count(*) as articles
from mentions
where incident_id = $incident
    and kind = $kind
group by name
order by articles desc, name
limit 8
"""


def print_overview(home: Home, incident: str, console: Console) -> None:
    """Print the daily volume with bars, and the top sources, entities and topics."""
    snapshot = home.snapshot()
    days = ask_trend(snapshot, "daily_volume", {"incident": incident}).rows
    console.print(_volume(days, max(8, min(40, console.width - _BESIDE_BARS))))
    key = "█ stories  ░ further copies of them  gaps: sources that could not be had in full"
    console.print(key, style="dim", highlight=False)
    sources = ask_trend(snapshot, "top_sources", {"incident": incident}).rows[:8]
    console.print(
        Columns(
            [
                _ranking("source", [(row[1], row[3]) for row in sources]),
                _ranking("entity", _tags(snapshot, incident, "entity")),
                _ranking("topic", _tags(snapshot, incident, "topic")),
            ],
            padding=(1, 4),
        )
    )


def _tags(snapshot: Path, incident: str, kind: str) -> list[tuple[Any, ...]]:
    return ask(snapshot, _TAGS, {"incident": incident, "kind": kind}).rows


def _volume(days: Sequence[tuple[Any, ...]], width: int) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("day", no_wrap=True)
    for name in ("articles", "stories", "origins", "all links", "gaps"):
        table.add_column(name, justify="right")
    table.add_column("")
    top = max((row[1] for row in days), default=0) or 1
    quiet = 0
    for day, articles, stories, origins, links, _, gaps in days:
        if not articles:
            quiet += 1
            continue
        if quiet:
            table.add_row(f"… {quiet} quiet days" if quiet > 1 else "… 1 quiet day", style="dim")
            quiet = 0
        filled = max(1, round(stories / top * width))
        bar = "█" * filled + "░" * (round(articles / top * width) - filled)
        table.add_row(str(day), *map(str, (articles, stories, origins, links, gaps or "")), bar)
    return table


def _ranking(name: str, rows: Sequence[tuple[Any, ...]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(name, no_wrap=True, max_width=24)
    table.add_column("articles", justify="right")
    for label, count in rows:
        table.add_row(str(label), str(count))
    return table
