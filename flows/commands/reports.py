"""The commands that write the report and verify it."""

from argparse import Namespace

from flows.commands.questions import chosen_incident
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.report import verify_report, write_report

_MOST_SHOWN = 50  # differences


def report(home: Home, arguments: Namespace) -> None:
    """Write the report of an incident as one HTML file."""
    snapshot = home.snapshot()
    incident = arguments.incident or chosen_incident(snapshot)
    path = arguments.output or home.report
    print(write_report(snapshot, incident, path, language=arguments.language))


def verify(home: Home, arguments: Namespace) -> None:
    """Recompute every number of a report from the snapshot it names; raises where one differs."""
    folders = [home.current.parent, arguments.report.absolute().parent / "warehouse"]
    verdict = verify_report(arguments.report, list(dict.fromkeys(folders)), arguments.snapshot)
    for difference in verdict.differences[:_MOST_SHOWN]:
        print(difference)
    hidden = len(verdict.differences) - _MOST_SHOWN
    if hidden > 0:
        print(f"… and {hidden} more.")
    if verdict.differences:
        raise WarehouseError(
            f"{arguments.report} differs from {verdict.snapshot} in {len(verdict.differences)} places."
        )
    if not verdict.numbers:
        raise WarehouseError(f"{arguments.report} holds no number that could be recomputed.")
    rest = (
        "and so does the rest of the page"
        if verdict.is_page_compared
        else "words and drawings were not compared, because another version wrote them"
    )
    print(
        f"{verdict.numbers} numbers from {verdict.queries} queries agree with {verdict.snapshot}; {rest}."
    )
