"""The `aftermath` command: what may be asked for, and how failures are told.

Scrapy, Prefect and DuckDB are imported by the commands that need them, so that `--help`, `sql` and
`trend` answer at once.
"""

import argparse
import errno
import importlib
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows import structured
from flows.arguments import (
    add_format,
    add_incidents,
    add_manner,
    add_replay,
    add_workers,
    day,
    positive,
)
from flows.operating_arguments import add_operating
from flows.question_arguments import add_questions
from flows.report_arguments import add_reports
from warehouse.errors import WarehouseError
from warehouse.home import Home

_FULL = "The disk is full: make room, and the next run goes on from where this one ended."
_EXAMPLES = """\
examples:
  aftermath demo                            the whole product, offline
  aftermath run --incident xiaomi-kol-2026  one real run
  aftermath trend daily_volume              how much, day by day
  aftermath sql "select title from coverage order by published_at desc limit 9"
  aftermath explain URL                     the story of one URL, with reasons
"""
_HOME: dict[
    str, Any
] = {  # may stand before a command, behind it and behind its action; the last one counts
    "metavar": "DIR",
    "help": "where everything is kept (default: $AFTERMATH_HOME or ./aftermath-data)",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exit status 1 with one sentence where something is wrong."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # what lacks a character gets its number
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = _parser()
    chosen, further = parser.parse_known_args(arguments)
    if further and chosen.function != "trend":
        parser.error(f"unrecognized arguments: {' '.join(further)}")
    chosen.further = further
    module = importlib.import_module(f"flows.commands.{chosen.module}")
    try:
        getattr(module, chosen.function)(Home.locate(chosen.home), chosen)
        sys.stdout.flush()
    except (WarehouseError, ValueError) as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        told = f"{error.filename or 'The system'}: {error.strerror or error}."
        _fail(_FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else told)
    except KeyboardInterrupt:
        _fail("Interrupted; what was fetched is kept, and the next run goes on from there.")


def _fail(sentence: str) -> None:
    told = structured.line("ERROR", sentence) if structured.is_structured() else ""
    print(told or f"aftermath: {sentence}", file=sys.stderr)
    sys.exit(1)


def command_names() -> tuple[str, ...]:
    """Return the names of all commands."""
    commands = argparse.ArgumentParser().add_subparsers()
    _add_commands(commands)
    return tuple(commands.choices)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aftermath",
        description="Follow how an incident lives on in the news.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", **_HOME)
    _add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return parser


def _add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add_runs(commands)
    add_questions(commands, _command)
    add_reports(commands, _command)
    _add_lists(commands)
    add_operating(commands, _command)


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    module: str,
    about: str,
    example: str = "",
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=f"example:\n  {example}" if example else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--home", **_HOME | {"default": argparse.SUPPRESS})
    command.set_defaults(module=module, function=name)
    return command


def _add_runs(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = _command(
        commands,
        "demo",
        "demo",
        "show the whole product with invented outlets, offline",
        "aftermath demo --days 5 --home demonstration",
    )
    demo.add_argument(
        "--days", type=positive, metavar="N", help="only the first N days (default: all)"
    )
    run = _command(
        commands,
        "run",
        "runs",
        "do one run: crawl, clean, tag, load, publish",
        "aftermath run --incident my-incident.yaml --source ithome",
    )
    add_incidents(run)
    run.add_argument(
        "--source", action="append", default=[], metavar="ID", help="only these sources"
    )
    add_replay(run)
    add_workers(run)
    ingest = _command(
        commands,
        "ingest",
        "runs",
        "take in archives made elsewhere (CC-NEWS, ArchiveBox, …)",
        "aftermath ingest CC-NEWS-20260106.warc.gz",
    )
    ingest.add_argument("archives", nargs="+", type=Path, metavar="FILE.warc.gz")
    add_incidents(ingest)
    add_workers(ingest)
    reprocess = _command(
        commands,
        "reprocess",
        "runs",
        "rebuild the warehouse from landing with today's code and configuration",
        "aftermath reprocess --diff --incident xiaomi-kol-2026",
    )
    reprocess.add_argument("--diff", action="store_true", help="only show which facts would move")
    add_incidents(reprocess)
    add_workers(reprocess)


def _add_lists(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add_incidents_command(commands)
    _add_sources(commands)


def _add_incidents_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    incidents = _command(
        commands,
        "incidents",
        "incidents",
        "list the incidents, see what their rules match, draft a new one",
        "aftermath incidents check my-incident.yaml",
    )
    add_format(incidents)
    actions = incidents.add_subparsers(metavar="ACTION")
    listing = _action(
        actions, "list", "incidents", "list the incidents, after checking their files"
    )
    add_format(listing, default=argparse.SUPPRESS)
    check = _action(
        actions, "check", "check", "show what each rule matches in the warehouse, and near misses"
    )
    check.add_argument("incident", metavar="ID_OR_FILE")
    new = _action(
        actions, "new", "new", "draft an incident file from a title, some words and pages about it"
    )
    new.add_argument("title", metavar="TITLE")
    new.add_argument("words", nargs="*", metavar="WORD", help="what one would search for")
    new.add_argument("--id", metavar="ID", help="its short name (default: from a Latin title)")
    new.add_argument("--started", type=day, metavar="DAY", help="first day (default: today)")
    new.add_argument(
        "--seed", action="append", default=[], metavar="URL", help="a page about it; repeatable"
    )
    add_manner(new)


def _add_sources(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sources = _command(
        commands,
        "sources",
        "sources",
        "list the sources, check that they work, capture a test page, draft a new one",
        "aftermath sources check ithome mydrivers",
    )
    add_format(sources)
    actions = sources.add_subparsers(metavar="ACTION")
    listing = _action(actions, "list", "sources", "list the sources, after checking their files")
    add_format(listing, default=argparse.SUPPRESS)
    check = _action(
        actions,
        "check",
        "check",
        "fetch robots.txt, discovery and up to three articles of each source, and judge it",
    )
    check.add_argument("ids", nargs="*", metavar="ID", help="only these sources (default: all)")
    add_format(check, default=argparse.SUPPRESS)
    capture = _action(
        actions, "capture", "capture", "write a page as a test page, with what it should become"
    )
    capture.add_argument("url", metavar="URL")
    capture.add_argument(
        "--output", type=Path, default=Path("golden"), metavar="DIR", help="(default: ./golden)"
    )
    new = _action(actions, "new", "new", "draft the source file of an outlet from its home page")
    new.add_argument("url", metavar="URL")
    for action in (check, capture, new):
        add_manner(action)


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    function: str,
    about: str,
) -> argparse.ArgumentParser:
    """Add an action of a command."""
    action = actions.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
    action.add_argument("--home", **_HOME | {"default": argparse.SUPPRESS})
    action.set_defaults(function=function)
    return action
