"""The command that writes the report."""

from argparse import Namespace

from flows.commands.questions import chosen_incident
from warehouse.home import Home
from warehouse.report import write_report


def report(home: Home, arguments: Namespace) -> None:
    """Write the report of an incident as one HTML file."""
    snapshot = home.snapshot()
    incident = arguments.incident or chosen_incident(snapshot)
    print(write_report(snapshot, incident, arguments.output or home.report))
