"""Arguments that several commands take, declared once."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from warehouse.records import YEARS


def add_incidents(command: argparse.ArgumentParser) -> None:
    """Add --incident, which may be given several times."""
    command.add_argument(
        "--incident",
        action="append",
        default=[],
        metavar="ID_OR_FILE",
        help="follow this incident; may be given again (default: all)",
    )


def add_format(command: argparse.ArgumentParser, default: str = "table") -> None:
    """Add --format."""
    command.add_argument(
        "--format",
        choices=("table", "csv", "json", "parquet"),
        default=default,
        help="(default: table)",
    )


def moment(text: str) -> datetime:
    """Return a time from the command line, in UTC; one without a zone is UTC."""
    moment = datetime.fromisoformat(text)
    if moment.year not in YEARS:
        raise ValueError(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def positive(text: str) -> int:
    """Return a number of things of which at least one is wanted."""
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def day(text: str) -> date:
    """Return a day from the command line."""
    return date.fromisoformat(text)


def add_manner(command: argparse.ArgumentParser) -> None:
    """Add how pages are fetched: --proxy, --replay, --as-of."""
    command.add_argument(
        "--proxy", metavar="URL", help="send every request through this HTTP proxy"
    )
    add_replay(command)


def add_replay(command: argparse.ArgumentParser) -> None:
    """Add --replay and --as-of."""
    command.add_argument(
        "--replay",
        nargs="+",
        action="extend",
        default=[],
        type=Path,
        metavar="FILE.warc.gz",
        help="answer every request from these archives; nothing touches the network",
    )
    command.add_argument(
        "--as-of",
        type=moment,
        metavar="TIME",
        help="the time of the run, such as 2026-01-06T22:00+08:00 (default: now)",
    )


def add_workers(command: argparse.ArgumentParser) -> None:
    """Add --workers and --exchange."""
    command.add_argument(
        "--workers",
        metavar="POOL",
        help="share crawls and cleaning among the workers of this pool of Prefect's",
    )
    command.add_argument(
        "--exchange",
        metavar="ADDRESS",
        help="a folder or object store that they all reach (default: exchange/ in the home)",
    )
