"""The arguments of the commands that show what is known: report, verify, browse."""

import argparse
from collections.abc import Callable
from pathlib import Path


def add_reports(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    """Add report, verify and browse; `add` makes one command."""
    report = add(
        commands,
        "report",
        "reports",
        "write the report as one HTML file that needs no network",
        "aftermath report --language en --output report.html",
    )
    report.add_argument("--incident", metavar="ID", help="(default: the one with most coverage)")
    report.add_argument(
        "--language", choices=("zh", "en"), help="(default: that of the incident's title)"
    )
    report.add_argument("--output", type=Path, metavar="FILE", help="(default: HOME/report.html)")
    verify = add(
        commands,
        "verify",
        "reports",
        "recompute every number of a report from the snapshot that it names",
        "aftermath verify report.html",
    )
    verify.add_argument("report", type=Path, metavar="FILE.html")
    verify.add_argument(
        "--snapshot",
        type=Path,
        metavar="FILE.duckdb",
        help="where the snapshot lies (default: in HOME/warehouse or beside the report)",
    )
    _add_browse(commands, add)


def _add_browse(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add: Callable[..., argparse.ArgumentParser],
) -> None:
    browse = add(
        commands,
        "browse",
        "browse",
        "look around in a browser: documents, versions, lineage, trends, SQL",
        "aftermath browse --port 8765",
    )
    browse.add_argument("--port", type=int, default=8765, metavar="PORT", help="(default: 8765)")
    browse.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen (default: 127.0.0.1); beyond loopback only with a password",
    )
    browse.add_argument(
        "--password-env",
        metavar="NAME",
        help="the environment variable that holds the password",
    )
