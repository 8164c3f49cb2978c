"""The command that finds documents by words."""

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from flows.tag.search_words import query_words
from warehouse.ask import Answer, ask, ask_trend
from warehouse.columns import written_moment
from warehouse.errors import QueryError
from warehouse.excerpt import find_words, make_excerpt
from warehouse.folding import fold
from warehouse.home import Home
from warehouse.queries import read_query
from warehouse.show import Format, harmless, write_answer

Row = dict[str, Any]


def search(home: Home, arguments: Namespace) -> None:
    """Find documents by words, the best first, with an excerpt of each."""
    words = query_words(" ".join(arguments.words))
    if not words:
        raise QueryError("There is no word to look for: give at least one that not every text has.")
    snapshot = home.snapshot()
    values = {
        "words": " ".join(words),
        "incident": arguments.incident,
        "source": arguments.source,
        "since": arguments.since,
        "until": arguments.until,
    }
    answer = ask_trend(snapshot, "search", values)
    found = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows[: arguments.limit]]
    told = _told(snapshot, [row["document_id"] for row in found], arguments.incident)
    marked = {*words, *map(fold, arguments.words)}
    for row in found:
        row["excerpt"] = make_excerpt(told[row["document_id"]]["text"], marked)
    if Format(arguments.format) is Format.TABLE:
        _print(found, told, marked, len(answer.rows))
    else:
        columns, types = (*answer.columns, "excerpt"), (*answer.types, "VARCHAR")
        rows = [(*list(row.values())[:-1], row["excerpt"].text) for row in found]
        write_answer(Answer(columns, types, rows), Format(arguments.format), sys.stdout)


def _told(snapshot: Path, documents: list[str], incident: str | None) -> dict[str, Row]:
    """Return, by document, its text and whose it is, in which calendar."""
    values = {"documents": documents, "incident": incident}
    answer = ask(snapshot, read_query("stories", "texts").sql, values)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return {row["document_id"]: row for row in rows}


def _print(found: list[Row], told: Mapping[str, Row], words: Collection[str], total: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for row in found:
        document = told[row["document_id"]]
        console.print(_marked(row["title"], find_words(row["title"], words), "bold"))
        day = _published(row["published_at"], document)
        console.print(
            harmless(f"  {document['source_name']} · {day} · {row['score']:g}"),
            style="dim",
            markup=False,
        )
        console.print(Text("  ") + _marked(row["excerpt"].text, row["excerpt"].marks, ""))
        console.print(harmless(f"  {row['url']}"), style="dim", markup=False)
    notes = []
    if not found:
        notes.append("(nothing found)")
    elif any(row["published_at"] for row in found):
        zones = sorted({told[row["document_id"]]["timezone"] for row in found})
        notes.append(f"Times of {' and '.join(zones)}.")
    if total > len(found):
        notes.append(f"More: --limit {min(100, 2 * len(found))} shows them.")
    console.print(" ".join(notes), style="dim")


def _published(at: datetime | None, document: Row) -> str:
    zone = ZoneInfo(document["timezone"])
    return written_moment(at, zone, document["published_precision"]) if at else "undated"


def _marked(text: str, marks: Iterable[tuple[int, int]], style: str) -> Text:
    marked = Text(harmless(text), style=style)  # character by character, so that the marks stay
    for start, end in marks:
        marked.stylize("bold yellow", start, end)
    return marked
