"""From a snapshot to messages: which rules speak up now, and which would have in the past."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.checked_yaml import Mistake, read_folder
from flows.alerts.rule import Event, Fired, Rule, due_events, find_events
from flows.alerts.sinks import Sink
from warehouse.ask import ask_trend
from warehouse.queries import read_layer

SHIPPED_RULES = Path(__file__).parent


class AlertError(ValueError):
    """The rules cannot be used; the message says why."""


def load_rules(own: Path) -> tuple[Rule, ...]:
    """Return the rules that are in force: the shipped ones and one's own, which replace them by id."""
    mistakes: list[Mistake] = []
    rules = read_folder(SHIPPED_RULES, Rule, mistakes) | read_folder(own, Rule, mistakes)
    trends = {trend.name for trend in read_layer("trends")}
    told = [str(mistake) for mistake in mistakes]
    told += [
        f"{rule.id}: there is no trend {rule.trend!r}"
        for rule in rules.values()
        if rule.trend not in trends
    ]
    if told:
        raise AlertError("\n".join(told))
    return tuple(rule for rule in rules.values() if rule.enabled)


def events_now(
    snapshot: Path, rules: Iterable[Rule], zones: Mapping[str, str], now: datetime
) -> Iterator[tuple[Rule, tuple[Event, ...]]]:
    """Yield what each rule has to speak of at a moment, new or not; `zones` are the incidents' calendars."""
    for rule in rules:
        events: list[Event] = []
        for incident, zone in zones.items():
            local = now.astimezone(ZoneInfo(zone))
            values = {"incident": incident, "until": local.date()}
            answer = ask_trend(snapshot, rule.trend, values)
            missing = rule.columns - set(answer.columns)
            if missing:
                raise AlertError(
                    f"{rule.id}: the trend {rule.trend} has no column {', '.join(sorted(missing))}; "
                    f"it has {', '.join(answer.columns)}."
                )
            rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
            events += find_events(rule, incident, rows, local)
        yield rule, tuple(events)


def fire(
    found: Iterable[tuple[Rule, Sequence[Event]]],
    sinks: Mapping[str, Sink],
    memory: Path,
    now: datetime,
    complain: Callable[[str], None],
) -> int:
    """Send what is new to every sink that can be had; what fails is tried by the next run. Returns how many went."""
    sent = 0
    for rule, events in found:
        for name in rule.to:
            if name not in sinks:
                continue
            due = due_events(rule, events, read_memory(memory), name, now)
            for incident in dict.fromkeys(event.incident_id for event in due):
                group = [event for event in due if event.incident_id == incident]
                try:
                    sinks[name](group)
                except OSError as error:
                    complain(f"The alert {rule.id} could not be sent to {name}: {error}")
                    continue
                _remember(memory, (_fired(event, name, now) for event in group))
                sent += len(group)
    return sent


def replay(
    snapshot: Path, rules: Sequence[Rule], zones: Mapping[str, str], days: Sequence[date]
) -> Iterator[tuple[date, Event]]:
    """Yield what would have fired at the end of each day, by what the warehouse knows today."""
    fired: list[Fired] = []
    for day in days:
        for incident, zone in zones.items():
            now = datetime.combine(day, time.max, ZoneInfo(zone))
            for rule, events in events_now(snapshot, rules, {incident: zone}, now):
                due = due_events(rule, events, fired, "replay", now)
                fired += [_fired(event, "replay", now) for event in due]
                yield from ((day, event) for event in due)


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return every day of a span."""
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def read_memory(memory: Path) -> tuple[Fired, ...]:
    """Return the messages that went out; a line that was cut by a crash is left out."""
    if not memory.exists():
        return ()
    fired = []
    for line in memory.read_text(encoding="utf-8").splitlines():
        try:
            row: dict[str, Any] = json.loads(line)
            fired.append(Fired(**(row | {"at": datetime.fromisoformat(row["at"])})))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(fired)


def _remember(memory: Path, fired: Iterable[Fired]) -> None:
    memory.parent.mkdir(parents=True, exist_ok=True)
    with memory.open("a", encoding="utf-8") as lines:
        for message in fired:
            lines.write(json.dumps(asdict(message) | {"at": message.at.isoformat()}) + "\n")


def _fired(event: Event, sink: str, now: datetime) -> Fired:
    return Fired(event.rule_id, event.incident_id, event.key, sink, now)
