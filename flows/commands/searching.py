"""The command that finds documents by words."""

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.tag.search_words import query_words
from warehouse.ask import Answer, ask, ask_trend
from warehouse.errors import QueryError
from warehouse.excerpt import Excerpt, find_words, make_excerpt
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
    excerpts = _excerpts(snapshot, [row["document_id"] for row in found], words)
    if Format(arguments.format) is Format.TABLE:
        _print(found, excerpts, words, len(answer.rows))
    else:
        columns, types = (*answer.columns, "excerpt"), (*answer.types, "VARCHAR")
        rows = [(*row.values(), excerpts[row["document_id"]].text) for row in found]
        write_answer(Answer(columns, types, rows), Format(arguments.format), sys.stdout)


def _excerpts(snapshot: Path, documents: list[str], words: Collection[str]) -> dict[str, Excerpt]:
    texts = ask(snapshot, read_query("stories", "texts").sql, {"documents": documents}).rows
    return {document: make_excerpt(text, words) for document, text in texts}


def _print(
    found: list[Row], excerpts: dict[str, Excerpt], words: Collection[str], total: int
) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for row in found:
        excerpt = excerpts[row["document_id"]]
        published = row["published_at"]
        console.print(_marked(row["title"], find_words(row["title"], words), "bold"))
        day = f"{published:%Y-%m-%d %H:%MZ}" if published else "undated"
        console.print(f"  {row['source_id']} · {day} · {row['score']:g}", style="dim")
        console.print(Text("  ") + _marked(excerpt.text, excerpt.marks, ""))
        console.print(f"  {harmless(row['url'])}", style="dim")
    if not found:
        console.print("(nothing found)", style="dim")
    elif total > len(found):
        console.print(f"… more: --limit {min(100, 2 * len(found))} shows them.", style="dim")


def _marked(text: str, marks: Iterable[tuple[int, int]], style: str) -> Text:
    marked = Text(harmless(text), style=style)  # character by character, so that the marks stay
    for start, end in marks:
        marked.stylize("bold yellow", start, end)
    return marked
