"""An alert rule: a trend, a condition on its rows, and how to speak of those that meet it. Pure functions."""

import operator
import re
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from pydantic import Field, field_validator

from crawlers.checked_yaml import YamlRecord

SinkName = Literal["file", "webhook", "email"]
Value = str | int | float | bool | None

_COMPARISON = re.compile(r"(>=|<=|!=|>|<)\s*(-?\d+(?:\.\d+)?)$")
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


class Rule(YamlRecord):
    """When to speak up, and in which words."""

    trend: str
    # Column -> a value, a list of values, or a comparison with a number such as ">= 3"; all must hold.
    when: dict[str, Value | tuple[Value, ...]] = Field(default_factory=dict)
    date: str  # the column with the day or time of an event
    within: int = Field(default=7, ge=1)  # days; an older event is no news
    key: tuple[str, ...] = Field(min_length=1)  # the columns that make it the same event
    cooldown: int = Field(default=0, ge=0)  # days of silence about an incident after a message
    message: str  # {column} stands for a value
    to: tuple[SinkName, ...] = ("file", "webhook", "email")  # those that the environment sets up
    enabled: bool = True

    @field_validator("message")
    @classmethod
    def _check_message(cls, message: str) -> str:
        for _, field, form, conversion in string.Formatter().parse(message):
            if field is not None and (not field.isidentifier() or form or conversion):
                raise ValueError(f"{{{field}}}: only names of columns stand in braces")
        return message

    @property
    def columns(self) -> frozenset[str]:
        """The columns that the trend must have."""
        spoken = {field for _, field, *_ in string.Formatter().parse(self.message) if field}
        return frozenset({self.date, *self.key, *self.when, *spoken})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a rule speaks of."""

    rule_id: str
    incident_id: str
    key: str
    message: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Fired:
    """A message that went out."""

    rule_id: str
    incident_id: str
    key: str
    sink: str
    at: datetime


def find_events(
    rule: Rule, incident_id: str, rows: Iterable[Mapping[str, Any]], now: datetime
) -> tuple[Event, ...]:
    """Return the rows of a trend that a rule speaks of at a moment, given in the incident's time zone."""
    events = []
    for row in rows:
        happened = _moment(row[rule.date], now)
        if happened is None or not now - timedelta(days=rule.within) <= happened <= now:
            continue
        if all(_holds(wanted, row[column]) for column, wanted in rule.when.items()):
            key = " ".join(str(row[column]) for column in rule.key)
            values = {column: _told(value) for column, value in row.items()}
            message = rule.message.format_map(values)
            events.append(Event(rule.id, incident_id, key, message, happened))
    return tuple(events)


def due_events(
    rule: Rule, events: Iterable[Event], fired: Iterable[Fired], sink: str, now: datetime
) -> tuple[Event, ...]:
    """Return the events that a sink has not had, and none while the rule cools down."""
    told: set[tuple[str, str]] = set()
    cooling: set[str] = set()
    for message in fired:
        if message.rule_id == rule.id and message.sink == sink:
            told.add((message.incident_id, message.key))
            if message.at > now - timedelta(days=rule.cooldown):
                cooling.add(message.incident_id)
    return tuple(
        event
        for event in events
        if event.incident_id not in cooling and (event.incident_id, event.key) not in told
    )


def _holds(wanted: Value | tuple[Value, ...], value: Any) -> bool:
    if isinstance(wanted, tuple):
        return any(_holds(one, value) for one in wanted)
    comparison = _COMPARISON.match(wanted) if isinstance(wanted, str) else None
    if comparison:
        return value is not None and _OPERATORS[comparison[1]](float(value), float(comparison[2]))
    return bool(wanted == value)


def _moment(value: Any, now: datetime) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=now.tzinfo)
    return None


def _told(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "–" if value is None else " ".join(str(value).split())[:300]
