"""What the commands that answer questions take."""

import argparse
from collections.abc import Callable
from pathlib import Path

from flows.arguments import add_format, day, positive

Declare = Callable[..., argparse.ArgumentParser]


def add_questions(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Declare
) -> None:
    """Add sql, trend, search, explain and evidence; `command` makes one."""
    _add_tables(commands, command)
    _add_search(commands, command)
    _add_stories(commands, command)


def _add_tables(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Declare
) -> None:
    """Add sql and trend, which answer with a table."""
    sql = command(
        commands,
        "sql",
        "questions",
        "ask read-only questions in SQL; without one, at a prompt",
        "aftermath sql \"select * from daily_volume('xiaomi-kol-2026')\" --format csv",
    )
    sql.add_argument("query", nargs="?", metavar="QUERY")
    sql.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="(default: 60)")
    add_format(sql)
    trend = command(
        commands,
        "trend",
        "questions",
        "answer a named question (further: --NAME VALUE); without a name, list all",
        "aftermath trend daily_volume --since 2026-01-05 --until 2026-01-12",
    )
    trend.add_argument("name", nargs="?", metavar="NAME")
    trend.add_argument("--incident", metavar="ID", help="(default: the one with most coverage)")
    trend.add_argument("--since", type=day, metavar="DAY", help="first day, such as 2026-01-05")
    trend.add_argument("--until", type=day, metavar="DAY", help="last day")
    add_format(trend)


def _add_search(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Declare
) -> None:
    search = command(
        commands,
        "search",
        "searching",
        "find documents by words, the best first",
        "aftermath search 徐洁云 道歉 --since 2026-01-05",
    )
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--incident", metavar="ID", help="only its coverage")
    search.add_argument("--source", metavar="ID", help="only this source")
    search.add_argument("--since", type=day, metavar="DAY")
    search.add_argument("--until", type=day, metavar="DAY")
    search.add_argument("--limit", type=positive, default=10, metavar="N", help="(default: 10)")
    add_format(search)


def _add_stories(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", command: Declare
) -> None:
    """Add explain and evidence, which tell all of one URL."""
    explain = command(
        commands,
        "explain",
        "questions",
        "tell the fate of one URL through every stage, with the reasons",
        "aftermath explain http://www.chenguang-news.example/a/1.html",
    )
    explain.add_argument("url", metavar="URL")
    evidence = command(
        commands,
        "evidence",
        "evidence",
        "write all that was landed of one URL as a small archive with its hashes",
        "aftermath evidence http://www.chenguang-news.example/a/1.html --output case-1",
    )
    evidence.add_argument("url", metavar="URL")
    evidence.add_argument(
        "--output", type=Path, metavar="DIR", help="(default: HOME/evidence/ID of the article)"
    )
