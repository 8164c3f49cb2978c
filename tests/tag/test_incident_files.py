"""Incident files: what they may say, and how every mistake is told at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.checked_yaml import MistakesError
from flows.incident import SHIPPED_INCIDENTS, load_incident, load_incidents

Write = Callable[[str, str], Path]

SMALL = """
id: small
title: A small incident
started: 2026-01-04
match: {any: [宕机, [翠雀, 停飞]]}
"""


def test_shipped_incidents_load() -> None:
    incidents = load_incidents(SHIPPED_INCIDENTS, None)
    assert {"xiaomi-kol-2026", "example-airline-outage"} <= set(incidents)
    assert all(incident.entities and incident.threads for incident in incidents.values())


def test_a_small_file_is_enough(write_incident: Write) -> None:
    incident = load_incident(write_incident("small.yaml", SMALL))
    assert incident.match.any == (("宕机",), ("翠雀", "停飞"))
    assert incident.match.minimum == 0.5
    assert incident.sources == "all"
    assert incident.started_at == datetime(2026, 1, 4, tzinfo=UTC)


def test_the_day_begins_in_the_calendar_of_the_incident(write_incident: Write) -> None:
    incident = load_incident(write_incident("small.yaml", SMALL + "timezone: Asia/Shanghai\n"))
    assert incident.started_at == datetime(2026, 1, 3, 16, tzinfo=UTC)


def test_a_file_of_the_home_replaces_the_shipped_one(write_incident: Write) -> None:
    own = write_incident("xiaomi-kol-2026.yaml", SMALL.replace("id: small", "id: xiaomi-kol-2026"))
    incidents = load_incidents(SHIPPED_INCIDENTS, own.parent)
    assert incidents["xiaomi-kol-2026"].title == "A small incident"
    assert "example-airline-outage" in incidents


def test_equal_files_make_equal_incidents(write_incident: Write) -> None:
    first = load_incident(write_incident("small.yaml", SMALL))
    second = load_incident(write_incident("small.yaml", SMALL))
    assert first == second
    assert hash(first) == hash(second)


MISTAKES = [
    ("colour: red", "colour: unknown key"),
    ("timezone: Mars/Olympus", "timezone: 'Mars/Olympus' is not a time zone"),
    ("targets: [nobody]", "targets: nobody is not the id of an entity"),
    ("seeds: [ftp://example.org/]", "seeds[0]: 'ftp://example.org/' is not a web address"),
    ("sources: some", "sources: must be all, or a list"),
    ("queries: [12]", "queries[0]: should be a valid string: put it in quotes"),
    ("topics: [{id: a, name: A, terms: []}]", "topics[0].terms: needs 1 or more, has 0"),
    ("threads: [{id: a, question: why, terms: [x, ' ']}]", "threads[0].terms[1].term: is empty"),
    (
        "topics: [{id: a, name: A, terms: [x]}, {id: a, name: B, terms: [y]}]",
        "id a is given 2 times",
    ),
    (
        "entities: [{id: a, name: 甲, kind: person}, {id: b, name: 乙, kind: person, aliases: [甲]}]",
        "entities: 甲 names both a and b",
    ),
]


@pytest.mark.parametrize(("line", "told"), MISTAKES)
def test_a_mistake_names_file_key_and_reason(write_incident: Write, line: str, told: str) -> None:
    file = write_incident("small.yaml", SMALL + line + "\n")
    with pytest.raises(MistakesError) as error:
        load_incident(file)
    assert str(file) in str(error.value)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("any_of", "told"),
    [
        ("[12306]", "match.any[0][0]: should be a valid string: put it in quotes, not 12306"),
        ("['  ']", "match.any[0][0]: is empty, not '  '"),
    ],
)
def test_one_bad_term_is_one_mistake(write_incident: Write, any_of: str, told: str) -> None:
    start = "id: small\ntitle: T\nstarted: 2026-01-04\n"
    file = write_incident("small.yaml", f"{start}match: {{any: {any_of}}}\n")
    with pytest.raises(MistakesError) as error:
        load_incident(file)
    (mistake,) = str(error.value).splitlines()
    assert mistake == f"{file}: {told.partition(', not')[0] if 'empty' in told else told}"


def test_all_mistakes_of_all_files_are_told_at_once(write_incident: Write) -> None:
    folder = write_incident(
        "one.yaml", "id: one\nstarted: yesterday\nmatch: {any: [], minimum: 2}\n"
    ).parent
    write_incident("old.yaml", "id: old\ntitle: O\nstarted: 0001-01-01\nmatch: {any: [x]}\n")
    write_incident("two.yaml", "id: other\ntitle: Two\nstarted: 20260104\nmatch: {any: [x]}\n")
    with pytest.raises(MistakesError) as error:
        load_incidents(folder, None)
    told = str(error.value)
    for part in (
        "one.yaml: title: is missing",
        "one.yaml: started: must be a day such as 2026-01-04, not 'yesterday'",
        "one.yaml: match.any",
        "one.yaml: match.minimum",
        "old.yaml: started: must lie between 1900 and 2200, not in 1",
        "two.yaml: started: must be a day",
    ):
        assert part in told


def test_a_shared_name_may_be_ambiguous(write_incident: Write) -> None:
    line = "entities: [{id: a, name: 甲, kind: p, ambiguous: [甲]}, {id: b, name: 甲, kind: p, ambiguous: [甲]}]"
    incident = load_incident(write_incident("small.yaml", SMALL + line + "\n"))
    assert incident.entities[0].certain == ()
