"""Statistics against known truth: worlds drawn from a seed, with nothing or with something planted in them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.warehouse.given import INCIDENT, STARTED, Given

NOMINAL = 0.01  # false alarms per quiet day, as bursts.sql promises
Counts = NDArray[np.float64]


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    world = Given(tmp_path / "live.duckdb")
    yield world
    world.live.__exit__()


def day(number: int) -> date:
    return STARTED + timedelta(days=number)


def alarm_days(given: Given, incident: str) -> int:
    spans = given.trend("bursts", "ended_on - started_on + 1", incident)
    return sum(int(days) for (days,) in spans)


def test_null_worlds_raise_few_false_alarms(given: Given) -> None:
    random = np.random.default_rng(20260105)
    week = np.array([1.2, 1.2, 1.2, 1.2, 1.2, 0.6, 0.4])[np.arange(120) % 7]
    alarms = days = 0
    for number, rate in enumerate([0.5, 2, 8, 30] * 2):
        fading = 3 * rate * np.exp(-np.arange(120) / 50)
        mean = np.full(120, float(rate))
        worlds = [
            random.poisson(mean),
            random.poisson(mean * week),
            random.poisson(fading),
            random.negative_binomial(6, 6 / (6 + mean)),  # overdispersed
        ]
        for kind, counts in enumerate(worlds):
            given.volume(counts, f"null-{number}-{kind}")
            alarms += alarm_days(given, f"null-{number}-{kind}")
            days += 113
    assert alarms / days <= NOMINAL


def test_planted_bursts_of_three_times_are_found_within_a_day(given: Given) -> None:
    random = np.random.default_rng(7)
    found = 0
    for number in range(20):
        mean = np.full(50, 12.0)
        mean[40:43] *= 3
        given.volume(random.poisson(mean), f"burst-{number}")
        spans = given.trend("bursts", "started_on, ended_on", f"burst-{number}")
        found += any(since <= day(41) and until >= day(40) for since, until in spans)
    assert found >= 19


def test_no_burst_is_called_from_little(given: Given) -> None:
    given.volume([*[0] * 30, 1, 2, 0, 0])
    assert given.trend("bursts") == []
    given.volume([9, 9, 60, 9], "young")  # too short a past
    assert given.trend("bursts", incident="young") == []


def test_a_rise_that_one_day_does_not_show_is_told_by_two(given: Given) -> None:
    given.volume([*[2] * 30, 6, 0, 0])
    assert given.trend("bursts") == []
    given.volume([*[2] * 30, 6, 6, 0], "two-days")
    assert given.trend("bursts", "started_on", incident="two-days") == [(day(31),)]
    given.volume([*[2] * 30, 30, 3, 0], "one-day")
    spans = given.trend("bursts", "started_on, ended_on", incident="one-day")
    assert spans == [(day(30), day(30))], "a total of two days in which only the first had news"


def test_days_in_outage_are_no_evidence_of_quiet(given: Given) -> None:
    given.volume([*[10] * 20, *[0] * 6, 80])
    ((usual,),) = given.trend("bursts", "usual_per_day")
    assert usual < 7  # as if the outlets had rested
    for number in range(20, 26):
        for source in range(5):
            row = {"source_id": f"s{source}", "seen_on": day(number), "status": "outage"}
            given.add("completeness", **row)
    ((usual,),) = given.trend("bursts", "usual_per_day")
    assert usual == pytest.approx(10, abs=0.5)


def test_a_weekday_that_is_always_busy_is_no_burst(given: Given) -> None:
    weeks = [4, 4, 4, 4, 4, 4, 24] * 9
    for number in range(63):
        row = {"source_id": "s0", "seen_on": day(number)}
        given.add("sightings", **row, link_count=600 if number % 7 == 6 else 100)
    given.volume(weeks)
    assert given.trend("bursts") == []


def test_a_day_that_is_not_over_can_still_be_a_burst_and_says_so(given: Given) -> None:
    given.volume([*[5] * 20, 25])
    given.run(20)
    assert given.trend("bursts", "started_on, is_partial") == [(day(20), True)]
    given.run(21)
    assert given.trend("bursts", "started_on, is_partial") == [(day(20), False)]


def causes(given: Given) -> list[str]:
    return [cause for (cause,) in given.trend("bursts", "cause")]


def test_each_burst_has_its_cause(given: Given) -> None:
    given.volume([3] * 20)
    for number in range(20):
        given.article(20, f"n{number}")
    assert causes(given) == ["new origin"]
    for number in range(20):
        given.mention(f"n{number}", "topic", "law")
    assert causes(given) == ["new topic"]
    for number in range(20):
        given.article(20, f"r{number}", cluster_id="n0")
    assert causes(given) == ["repost wave"]
    assert given.trend("bursts", "evidence") == [("题 n0 (21 articles)",)]
    given.add(
        "tags", incident_id=INCIDENT, kind="entity", tag="qinglan", name="青岚", role="company"
    )
    for number in range(3):
        given.quote(f"n{number}", "青岚", "我们道歉", speaker_tag="qinglan")
    assert causes(given) == ["official statement"]
    assert given.trend("bursts", "evidence") == [("青岚：我们道歉",)]


def test_an_official_source_makes_a_statement_where_it_speaks_for_itself(given: Given) -> None:
    given.volume([3] * 20)
    for number in range(20):
        given.article(20, f"n{number}")
    official = {"source_kind": "official", "source_name": "市监局"}
    given.article(20, "reporters", **official, author="林予衡")
    given.article(20, "copied", **official, is_origin=False, credit="晨江新闻")
    assert causes(given) == ["new origin"]
    given.article(19, "notice", **official)
    assert given.trend("bursts", "cause, evidence") == [("official statement", "市监局：题 notice")]


@pytest.mark.parametrize(("half_life", "background"), [(1.5, 0.0), (3.0, 1.0), (7.0, 0.0)])
def test_half_life_and_peak_match_planted_ones(
    given: Given, half_life: float, background: float
) -> None:
    random = np.random.default_rng(11)
    fading = 2.0 ** (-np.arange(45) / half_life)
    mean = 80 * np.concatenate([[0.1, 0.3, 0.6], fading]) + background
    covered = 0
    for number in range(10):
        name = f"fade-{number}"
        given.volume(random.poisson(mean), name)
        given.run(48)
        ((peak,),) = given.rows(f"select day from phases('{name}') where phase = 'peak'")
        assert mean[(peak - STARTED).days] >= 0.75 * mean.max()
        ((value, least, most),) = given.rows(
            f"select amount, amount_from, amount_to from phases('{name}') where phase = 'half-life'"
        )
        assert value == pytest.approx(half_life, rel=0.35)
        covered += least <= half_life <= most
    assert covered >= 8


def test_what_does_not_fade_has_no_half_life(given: Given) -> None:
    given.volume([20] * 40)
    assert [phase for (phase,) in given.trend("phases", "phase")] == ["first report", "peak"]


_CATCHES = """
insert into main.coverage by name
select unnest($1::varchar[]) as incident_id, unnest($2::varchar[]) as document_id
"""
_WAYS = """
insert into main.ways by name
select unnest($1::varchar[]) as document_id, 'w' || $2 as source_id, $2::boolean as is_search
"""


def test_intervals_of_recall_hold_what_they_promise(given: Given) -> None:
    """Each world has 120 articles, of which two independent ways find 60 and 40 %."""
    random = np.random.default_rng(3)
    covered = worlds = 100
    lists, searches = random.random((worlds, 120)) < 0.6, random.random((worlds, 120)) < 0.4
    found = [(f"w{world}", f"w{world}-{n}") for world, n in np.argwhere(lists | searches).tolist()]
    connection = given.live.connection
    connection.execute(_CATCHES, list(map(list, zip(*found, strict=True))))
    for way, is_search in ((lists, False), (searches, True)):
        documents = [f"w{world}-{n}" for world, n in np.argwhere(way).tolist()]
        connection.execute(_WAYS, [documents, is_search])
    for world in range(worlds):
        ((least, most),) = given.trend(
            "estimated_recall", "estimated_from, estimated_to", f"w{world}"
        )
        covered -= not least <= 120 <= most
    assert covered / worlds >= 0.9


def test_what_is_expected_of_a_steady_incident_is_what_it_does(given: Given) -> None:
    given.volume([*[8] * 20, 30])
    *quiet, (last, articles, expected, deviation, probability, is_partial) = given.trend(
        "expected_daily"
    )
    assert [row[0] for row in quiet] == [day(number) for number in range(7, 20)]
    assert {row[1] for row in quiet} == {8}
    assert all(row[2] == pytest.approx(8, abs=0.2) and row[4] is None for row in quiet)
    assert (last, articles, is_partial) == (day(20), 30, False)
    assert expected == pytest.approx(8, abs=0.2)
    assert deviation == pytest.approx(8**0.5, abs=0.3)
    assert probability < 1e-6
