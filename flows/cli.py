"""The `aftermath` command: what may be asked for, and how failures are told.

Scrapy, Prefect and DuckDB are imported by the commands that need them, so that `--help`, `sql` and
`trend` answer at once.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.home import Home

_EXAMPLES = """\
examples:
  aftermath demo                                  the whole product, offline, in a minute
  aftermath run --incident xiaomi-kol-2026        one real run
  aftermath trend daily_volume                    how much, day by day
  aftermath sql "select title, url from coverage order by published_at desc limit 10"
  aftermath explain URL                           the story of one URL, with the reasons
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exit status 1 with one sentence where something is wrong."""
    chosen = _parser().parse_args(arguments)
    module = importlib.import_module(f"flows.commands.{chosen.module}")
    try:
        getattr(module, chosen.function)(Home.locate(chosen.home), chosen)
        sys.stdout.flush()
    except (WarehouseError, ValueError) as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        _fail(f"{error.filename or 'The system'}: {error.strerror or error}.")
    except KeyboardInterrupt:
        _fail("Interrupted; what was fetched is kept, and the next run goes on from there.")


def _fail(sentence: str) -> None:
    print(f"aftermath: {sentence}", file=sys.stderr)
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
    _add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return parser


def _add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add_runs(commands)
    _add_questions(commands)
    _add_lists(commands)


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
    command.add_argument(
        "--home",
        metavar="DIR",
        help="where everything is kept (default: $AFTERMATH_HOME or ./aftermath-data)",
    )
    command.set_defaults(module=module, function=name)
    return command


def _add_runs(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = _command(
        commands, "demo", "demo", "show the whole product with invented outlets, offline"
    )
    demo.add_argument("--days", type=int, metavar="N", help="only the first N days (default: all)")
    run = _command(
        commands,
        "run",
        "runs",
        "do one run: crawl, clean, tag, load, publish",
        "aftermath run --incident my-incident.yaml --source ithome",
    )
    _add_incidents(run)
    run.add_argument(
        "--source", action="append", default=[], metavar="ID", help="only these sources"
    )
    run.add_argument(
        "--replay",
        nargs="+",
        action="extend",
        default=[],
        type=Path,
        metavar="FILE.warc.gz",
        help="answer every request from these archives; nothing touches the network",
    )
    run.add_argument(
        "--as-of",
        type=_moment,
        metavar="TIME",
        help="the time of the run, such as 2026-01-06T22:00+08:00 (default: now)",
    )
    ingest = _command(
        commands,
        "ingest",
        "runs",
        "take in archives made elsewhere (CC-NEWS, ArchiveBox, …)",
        "aftermath ingest CC-NEWS-20260106.warc.gz",
    )
    ingest.add_argument("archives", nargs="+", type=Path, metavar="FILE.warc.gz")
    _add_incidents(ingest)
    reprocess = _command(
        commands,
        "reprocess",
        "runs",
        "rebuild the warehouse from landing with today's code and configuration",
    )
    reprocess.add_argument("--diff", action="store_true", help="only show which facts would move")
    _add_incidents(reprocess)


def _add_questions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sql = _command(
        commands,
        "sql",
        "questions",
        "ask a read-only question in SQL",
        "aftermath sql \"select * from daily_volume('xiaomi-kol-2026')\" --format csv",
    )
    sql.add_argument("query", metavar="QUERY")
    sql.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="(default: 60)")
    _add_format(sql)
    trend = _command(
        commands,
        "trend",
        "questions",
        "answer a named question; without a name, list them",
        "aftermath trend daily_volume --since 2026-01-05 --until 2026-01-12",
    )
    trend.add_argument("name", nargs="?", metavar="NAME")
    trend.add_argument("--incident", metavar="ID")
    trend.add_argument("--since", type=_day, metavar="DAY", help="first day, such as 2026-01-05")
    trend.add_argument("--until", type=_day, metavar="DAY", help="last day")
    _add_format(trend)
    explain = _command(
        commands,
        "explain",
        "questions",
        "tell the fate of one URL through every stage, with the reasons",
        "aftermath explain http://www.chenguang-news.example/a/1.html",
    )
    explain.add_argument("url", metavar="URL")
    report = _command(commands, "report", "reports", "write the report as one HTML file")
    report.add_argument("--incident", metavar="ID")
    report.add_argument("--output", type=Path, metavar="FILE", help="(default: HOME/report.html)")


def _add_lists(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, about in (
        ("sources", "list the sources, after checking their files"),
        ("incidents", "list the incidents, after checking their files"),
    ):
        _add_format(_command(commands, name, "lists", about))


def _add_incidents(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--incident",
        action="append",
        default=[],
        metavar="ID_OR_FILE",
        help="follow this incident; may be given again (default: all)",
    )


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("table", "csv", "json", "parquet"),
        default="table",
        help="(default: table)",
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _day(text: str) -> date:
    return date.fromisoformat(text)
