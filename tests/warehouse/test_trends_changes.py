"""Trends about what became of articles and who passed them on: given rows, expected rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.warehouse.given import INCIDENT, Given

# 23:30 and 00:30 of the incident's calendar lie on one day of UTC, and on two of its own.
BEFORE_MIDNIGHT = datetime(2026, 1, 9, 15, 30, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 1, 9, 16, 30, tzinfo=UTC)


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    world = Given(tmp_path / "live.duckdb")
    yield world
    world.live.__exit__()


def test_days_of_changes_and_removals_are_those_of_the_incident(given: Given) -> None:
    given.incident()
    for name, at in (("evening", BEFORE_MIDNIGHT), ("night", AFTER_MIDNIGHT)):
        given.article(0, name, status="gone", missing_since=at, first_seen_at=at)
        change = {"document_id": name, "version": 2, "seen_at": at, "kind": "text", "lost": []}
        given.add("revisions", **change, before="a", after="b", is_silent=True)
    for zone in ("UTC", "America/New_York"):  # whatever the client's own zone
        given.rows(f"set timezone = '{zone}'")
        for trend in ("revisions", "takedowns"):
            since = f"select document_id from {trend}($1, since := date '2026-01-10')"
            until = f"select document_id from {trend}($1, until := date '2026-01-09')"
            assert given.rows(since, [INCIDENT]) == [("night",)], trend
            assert given.rows(until, [INCIDENT]) == [("evening",)], trend


def test_amplifiers_say_whom_they_mostly_follow_and_by_name_where_that_is_open(
    given: Given,
) -> None:
    given.incident()
    for number, outlet in enumerate(["乙网", "甲报", "甲报", "乙网", "丙台"]):
        first = given.article(0, f"first-{number}", source_id=outlet, source_name=outlet)
        copy = given.article(1, f"copy-{number}", source_id="gu", source_name="谷川网")
        edge = {"child_document_id": copy, "parent_document_id": first, "kind": "text"}
        given.add(
            "lineage",
            incident_id=INCIDENT,
            **edge,
            is_copy=True,
            is_contradicted=False,
            confidence=1.0,
            lag_minutes=1440,
        )
    columns = "source_id, taken, from_sources, mostly_from"
    assert given.trend("amplifiers", columns) == [("gu", 5, 3, "乙网")]


def test_days_on_which_nobody_was_asked_have_no_count_of_gaps(given: Given) -> None:
    given.volume([1, 2, 3])
    for number, status in enumerate(("ok", "outage")):
        row = {"source_id": "chen", "seen_on": date(2026, 1, 5 + number), "status": status}
        given.add("completeness", **row)
    given.add("sightings", source_id="gu", seen_on=date(2026, 1, 7), link_count=30)
    assert given.trend("daily_volume", "day(day), articles, links_seen, source_gaps") == [
        (5, 1, 0, 0),
        (6, 2, 0, 1),
        (7, 3, 30, None),
    ]


def test_a_date_that_is_not_believed_is_told_along_the_spread(given: Given) -> None:
    given.incident()
    origin = given.article(1, "origin")
    false = given.article(0, "false", published_on=None, date_doubt="before its original")
    edge = {"child_document_id": false, "parent_document_id": origin, "is_copy": True}
    given.add("lineage", incident_id=INCIDENT, is_contradicted=False, **edge)
    assert given.trend("propagation", "document_id, depth, date_doubt") == [
        ("origin", 0, None),
        ("false", 1, "before its original"),
    ]
