"""Alerts: rules over trends that speak up when something happens. One rule per YAML file."""

from flows.alerts.firing import (
    AlertError,
    days_between,
    events_now,
    fire,
    load_rules,
    replay,
)
from flows.alerts.rule import Event, Fired, Rule, due_events, find_events
from flows.alerts.sinks import SETTINGS, find_sinks

__all__ = [
    "SETTINGS",
    "AlertError",
    "Event",
    "Fired",
    "Rule",
    "days_between",
    "due_events",
    "events_now",
    "find_events",
    "find_sinks",
    "fire",
    "load_rules",
    "replay",
]
