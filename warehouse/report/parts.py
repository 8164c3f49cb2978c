"""The parts of a report that are more than a table: charts, trees, differences, lists of documents."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from warehouse.differences import Piece, differences
from warehouse.report import charts
from warehouse.report.axis import Axis, Counts
from warehouse.report.events import Noted, events_of, measures_of
from warehouse.report.facts import Answers, Facts, Row, canonical
from warehouse.report.links import anchor
from warehouse.report.marks import Behind
from warehouse.report.trees import Branch, trees
from warehouse.report.wording import Writer

_MOST_TREES = 25
_MOST_CHANGES = 60
_MOST_SMALL = 12  # small charts beside each other
_MOST_VOICES = 15
_TONES = ("negative", "neutral", "positive", "abstained")
_MOST_SOURCES = 40  # lines in the chart of gaps


@dataclass(frozen=True, slots=True)
class Small:
    """One of several small charts with its name."""

    name: str
    place: str
    chart: Markup


@dataclass(slots=True)
class Parts:
    """What the template puts in its places; None where the facts give nothing to draw."""

    axis: Axis | None = None
    events: list[Noted] = field(default_factory=list)
    measures: list[Row] = field(
        default_factory=list
    )  # phases that are no day, such as the half-life
    timeline: Markup | None = None
    volume: Markup | None = None
    shares: Markup | None = None
    voices: Markup | None = None
    topics: list[Small] = field(default_factory=list)
    stances: list[Small] = field(default_factory=list)
    gaps: Markup | None = None
    trees: list[Branch] = field(default_factory=list)
    trees_left: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a document with what was removed and added."""

    row: Row
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Group:
    """The documents that a number of a source, topic, thread, … rests on."""

    kind: str
    label: str
    place: str
    numbers: list[int]
    left: int  # documents that the list has no room for


def parts_of(facts: Answers, writer: Writer) -> Parts:
    """Return everything to be drawn from the facts."""
    parts = Parts()
    about = writer.words.charts
    volume = facts["daily_volume"]
    if volume is not None and volume.has("day", "articles", "deduplicated", "origins", "share"):
        axis = _axis(facts, volume)
        _draw_volume(parts, volume, axis, about)
        parts.events = events_of(facts)
        parts.measures = measures_of(facts)
        marked = [one.event for one in parts.events]
        days = [_counts(volume, name) for name in ("articles", "deduplicated")]
        parts.timeline = charts.timeline(axis, days, _expected(facts), marked, about.timeline)
        _draw_topics(parts, facts, axis, about)
        _draw_stances(parts, facts, axis, about)
        _draw_gaps(parts, facts, axis, about)
    _draw_voices(parts, facts, about)
    grown = trees(_rows(facts, "propagation"))
    parts.trees, parts.trees_left = grown[:_MOST_TREES], max(0, len(grown) - _MOST_TREES)
    return parts


def behind_of(facts: Answers) -> Behind:
    """Return what numbers may point at: the documents that the list has room for, and their groups."""
    listed = _rows(facts, "covering_documents")
    return Behind(
        documents={str(row["document_id"]): int(row["number"]) for row in listed},
        days={canonical(row["published_on"]) for row in listed if row["published_on"]},
        groups={(row["kind"], str(row["name"])) for row in _rows(facts, "document_groups")},
    )


def groups_of(facts: Answers) -> list[Group]:
    """Return the groups of documents in the order of the query."""
    members: dict[tuple[str, str], list[Row]] = {}
    for row in _rows(facts, "document_groups"):
        members.setdefault((str(row["kind"]), str(row["name"])), []).append(row)
    groups = []
    for (kind, name), rows in members.items():
        numbers = sorted(int(row["number"]) for row in rows)
        left = int(rows[0]["documents"]) - len(numbers)
        groups.append(Group(kind, str(rows[0]["label"]), anchor(kind, name), numbers, left))
    return groups


def changes_of(facts: Answers) -> list[Change]:
    """Return the newest changes with their differences."""
    rows = _rows(facts, "revisions")[:_MOST_CHANGES]
    return [Change(row, differences(row["before"], row["after"])) for row in rows]


def _rows(facts: Answers, name: str) -> tuple[Row, ...]:
    found = facts[name]
    return found.rows if found is not None else ()


def _axis(facts: Answers, volume: Facts) -> Axis:
    asked = [row for row in _rows(facts, "completeness") if row["asked"]]
    missing = {row["day"]: 1 - row["ok"] / row["asked"] for row in asked}
    days = [row["day"] for row in volume.rows]
    return Axis(min(days), max(days), missing)


def _counts(facts: Facts, column: str, **chosen: Any) -> Counts:
    return {
        row["day"]: row[column] or 0
        for row in facts.rows
        if all(row[name] == value for name, value in chosen.items())
    }


def _expected(facts: Answers) -> Counts:
    expected = facts["expected_daily"]
    if expected is None or not expected.has("day", "expected"):
        return {}
    return _counts(expected, "expected")


def _draw_volume(parts: Parts, volume: Facts, axis: Axis, about: Any) -> None:
    names = ("articles", "deduplicated", "origins")
    series = [_counts(volume, name) for name in names]
    parts.volume = charts.volume(axis, series, about.volume)
    if any(row["share"] for row in volume.rows):
        parts.shares = charts.shares(axis, _counts(volume, "share"), about.shares)


def _draw_topics(parts: Parts, facts: Answers, axis: Axis, about: Any) -> None:
    topics = facts["topic_daily"]
    if topics is None or not topics.has("day", "topic_id", "name", "articles"):
        return
    totals: dict[tuple[str, str], int] = {}
    for row in topics.rows:
        named = (str(row["topic_id"]), str(row["name"]))
        totals[named] = totals.get(named, 0) + row["articles"]
    top = max(row["articles"] for row in topics.rows)
    ranked = sorted(totals, key=lambda named: -totals[named])[:_MOST_SMALL]
    for number, (topic, name) in enumerate(ranked):
        counts = _counts(topics, "articles", topic_id=topic)
        chart = charts.small(
            f"topic-{number}", axis, counts, top, str(about.topic).format(name=name)
        )
        parts.topics.append(Small(name, anchor("topic", topic), chart))


def _draw_gaps(parts: Parts, facts: Answers, axis: Axis, about: Any) -> None:
    days: dict[tuple[str, str], dict[date, str]] = {}
    for row in _rows(facts, "source_gaps"):
        named = (str(row["source_id"]), str(row["source_name"]))
        days.setdefault(named, {})[row["day"]] = str(row["status"])
    worst = sorted(days, key=lambda source: (-len(days[source]), source))[:_MOST_SOURCES]
    if worst:
        parts.gaps = charts.gaps(
            axis, [(name, days[(key, name)]) for key, name in worst], about.gaps
        )


def _draw_stances(parts: Parts, facts: Answers, axis: Axis, about: Any) -> None:
    days = facts["stance_daily"]
    if days is None or not days.has("day", "target", "name", *_TONES):
        return
    targets = {str(row["target"]): str(row["name"]) for row in days.rows}
    for number, (target, name) in enumerate(sorted(targets.items())[:_MOST_SMALL]):
        series = [_counts(days, tone, target=target) for tone in _TONES]
        chart = charts.tones(f"stance-{number}", axis, series, str(about.stance).format(name=name))
        parts.stances.append(Small(name, anchor("target", target), chart))


def _draw_voices(parts: Parts, facts: Answers, about: Any) -> None:
    voices = facts["share_of_voice"]
    if voices is None or not voices.has(
        "name", "story_share", "story_share_from", "story_share_to"
    ):
        return
    spans = [
        (str(row["name"]), row["story_share"], row["story_share_from"], row["story_share_to"])
        for row in voices.rows[:_MOST_VOICES]
    ]
    parts.voices = charts.voices(spans, about.voices)
