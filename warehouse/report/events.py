"""What happened when: phases and bursts, lettered so that the chart and the table name the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from warehouse.report.charts import Event
from warehouse.report.facts import Answers, Facts, Row


@dataclass(frozen=True, slots=True)
class Noted:
    """An event of the timeline with the row that tells of it."""

    event: Event
    facts: Facts
    row: Row


def events_of(facts: Answers) -> list[Noted]:
    """Return bursts and phases in order of time, lettered A, B, … and on with A2, B2, …"""
    found = [*_bursts(facts["bursts"]), *_phases(facts["phases"])]
    found.sort(key=lambda one: (one[0], not one[2]))
    noted = []
    for number, (first, last, is_burst, source, row) in enumerate(found):
        event = Event(_letter(number), first, last, is_burst)
        noted.append(Noted(event, source, row))
    return noted


def measures_of(facts: Mapping[str, Facts | None]) -> list[Row]:
    """Return the phases that have a size and no day."""
    phases = facts["phases"]
    if phases is None or not phases.has("phase", "day", "amount"):
        return []
    return [row for row in phases.rows if row["day"] is None and row["amount"] is not None]


Found = tuple[date, date, bool, Facts, Row]


def _bursts(facts: Facts | None) -> list[Found]:
    if facts is None or not facts.has("started_on", "ended_on"):
        return []
    return [(row["started_on"], row["ended_on"], True, facts, row) for row in facts.rows]


def _phases(facts: Facts | None) -> list[Found]:
    if facts is None or not facts.has("phase", "day"):
        return []
    days = [(row, row["day"]) for row in facts.rows if row["day"] is not None]
    return [(day, day, False, facts, row) for row, day in days]


def _letter(number: int) -> str:
    turn, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")
