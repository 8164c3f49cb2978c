"""Alerts on the command line: which rules there are, and what they would have said."""

from argparse import Namespace
from datetime import UTC, date, datetime, timedelta

from flows import alerts as alerting
from flows.configuration import load_configuration
from warehouse.ask import Answer, ask
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.show import Format, write_answer


def alerts(home: Home, arguments: Namespace) -> None:
    """List the rules, after checking their files."""
    rules = alerting.load_rules(home.root / "alerts")
    rows = [
        (
            rule.id,
            rule.trend,
            ", ".join(f"{column}: {wanted}" for column, wanted in rule.when.items()),
            f"{rule.cooldown} days",
            ", ".join(rule.to),
        )
        for rule in rules
    ]
    columns = ("rule", "trend", "when", "cooldown", "to")
    write_answer(Answer(columns, ("VARCHAR",) * len(columns), list(rows)), Format.TABLE)


def replay(home: Home, arguments: Namespace) -> None:
    """Say what would have fired in the past."""
    rules = alerting.load_rules(home.root / "alerts")
    snapshot = home.snapshot()
    followed = load_configuration(home, arguments.incident).incidents
    known = {incident.id: incident.timezone for incident in followed}
    first, last = _span(home, arguments)
    count = 0
    for day, event in alerting.replay(snapshot, rules, known, alerting.days_between(first, last)):
        count += 1
        print(f"{day}  [{event.rule_id}] {event.incident_id}: {event.message}")
    print(f"{count} alerts from {first} to {last}; none was sent.")


def _span(home: Home, arguments: Namespace) -> tuple[date, date]:
    first, last = arguments.since, arguments.until
    if last is None:
        (latest,) = ask(home.snapshot(), "select max(as_of) from runs").rows
        last = (latest[0] or datetime.now(UTC)).date()
    first = first or last - timedelta(days=30)
    if first > last:
        raise WarehouseError(f"--since {first} is after --until {last}.")
    return first, last
