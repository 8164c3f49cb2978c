"""The command that lists and checks incidents."""

from argparse import Namespace

from flows.configuration import load_configuration
from warehouse.ask import Answer
from warehouse.home import Home
from warehouse.show import Format, write_answer


def incidents(home: Home, arguments: Namespace) -> None:
    """List the incidents of the package and of the home."""
    rows: list[tuple[object, ...]] = [
        (
            incident.id,
            incident.title,
            str(incident.started),
            incident.timezone,
            len(incident.entities),
            len(incident.topics),
            len(incident.threads),
        )
        for incident in load_configuration(home).incidents
    ]
    columns = ("id", "title", "started", "timezone", "entities", "topics", "threads")
    _write(columns, rows, arguments)


def _write(columns: tuple[str, ...], rows: list[tuple[object, ...]], arguments: Namespace) -> None:
    types = tuple("BIGINT" if rows and isinstance(cell, int) else "VARCHAR" for cell in rows[0])
    write_answer(Answer(columns, types, rows), Format(arguments.format))
