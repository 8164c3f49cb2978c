"""Trends about the course of an incident: given rows, expected rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.warehouse.given import Given


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    world = Given(tmp_path / "live.duckdb")
    yield world
    world.live.__exit__()


def test_topics_shift_from_week_to_week(given: Given) -> None:
    given.incident()
    for week, with_law in ((0, 1), (1, 9)):
        for number in range(10):
            story = given.article(7 * week + number % 5, f"w{week}-{number}")
            given.mention(story, "topic", "law" if number < with_law else "tea")
    given.article(15, "lonely")  # one story of the third week: no row
    columns = "week_from, topic_id, stories, of_stories, share, share_before, change, is_clear"
    assert given.trend("topic_shift", columns) == [
        (date(2026, 1, 12), "law", 9, 10, 0.9, 0.1, 0.8, True),
        (date(2026, 1, 12), "tea", 1, 10, 0.1, 0.9, -0.8, True),
    ]
    assert given.trend("topic_shift", "change_from, change_to")[0] == (0.37, 0.916)  # Newcombe


def test_a_small_change_of_topics_is_not_clear(given: Given) -> None:
    given.incident()
    for week, with_law in ((0, 1), (1, 2)):
        for number in range(6):
            story = given.article(7 * week, f"w{week}-{number}")
            given.mention(story, "topic", "law" if number < with_law else "tea")
    assert {clear for (clear,) in given.trend("topic_shift", "is_clear")} == {False}


def test_threads_say_when_they_were_last_followed_up_and_how_they_move(given: Given) -> None:
    given.incident()
    for thread in ("cause", "refund", "law", "price"):
        given.add("tags", incident_id="tea-recall", kind="thread", tag=thread, name=f"{thread}?")
    given.run(28)
    for number in range(9):
        given.mention(given.article(24, f"c{number}"), "thread", "cause")
    last = given.article(27, "last", source_name="谷川网")
    given.mention(last, "thread", "refund")
    given.mention(given.article(16, "r"), "thread", "refund")
    given.mention(given.article(28, "copy", cluster_id="last"), "thread", "refund")
    given.mention(given.article(2, "old"), "thread", "law")
    columns = "thread_id, articles, follow_ups, last_on, quiet_days, last_source, last_week, week_before, movement"
    assert given.trend("thread_progress", columns) == [
        ("refund", 3, 2, date(2026, 2, 1), 1, "谷川网", 1, 1, "steady"),
        ("cause", 9, 9, date(2026, 1, 29), 4, "晨江新闻", 9, 0, "rising"),
        ("law", 1, 1, date(2026, 1, 7), 26, "晨江新闻", 0, 0, "quiet"),
        ("price", 0, 0, None, None, None, 0, 0, "open"),
    ]


def test_incidents_are_aligned_at_their_first_day(given: Given) -> None:
    given.volume([2, 0, 2])
    given.volume([1, 3], "other")
    given.rows("update incidents set started = '2026-01-06' where incident_id = 'other'")
    given.rows("update coverage set published_on = published_on + 1 where incident_id = 'other'")
    found = given.rows("select * from compare_incidents('tea-recall', 'other')")
    assert found == [
        (0, 2, 2, 0.5, 1, 1, 0.25),
        (1, 0, 0, 0.5, 3, 3, 1.0),
        (2, 2, 2, 1.0, 0, 0, 1.0),
    ]


def test_the_review_queue_has_the_narrow_judgements_narrowest_first(given: Given) -> None:
    given.incident(minimum=0.6)
    for score, reasons in ((0.1, ["far"]), (0.7, ["over"]), (0.55, ["under", "near"]), (1.0, [])):
        given.add(
            "judgements",
            incident_id="tea-recall",
            document_id=f"d{score}",
            url=f"http://chen.example/{score}",
            score=score,
            is_relevant=score >= 0.6,
            reasons=reasons,
            published_on=date(2026, 1, 5),
        )
    assert given.trend("review_queue", "score, margin, is_relevant, reasons") == [
        (0.55, -0.05, False, ["under", "near"]),
        (0.7, 0.1, True, ["over"]),
    ]


def test_completeness_says_how_much_of_the_coverage_is_at_stake(given: Given) -> None:
    given.incident()
    for number in range(4):
        given.article(0, source_id="gu" if number == 0 else "chen")
    for day, source, status in (
        (5, "chen", "ok"),
        (5, "gu", "ok"),
        (6, "chen", "outage"),
        (6, "gu", "partial"),
    ):
        row = {"source_id": source, "seen_on": date(2026, 1, day), "status": status}
        given.add("completeness", **row, fetched=1, failed=0)
    columns = "day, asked, ok, partial, silent, outage, at_stake, gaps"
    assert given.trend("completeness", columns) == [
        (date(2026, 1, 5), 2, 2, 0, 0, 0, 0.0, []),
        (date(2026, 1, 6), 2, 0, 1, 0, 1, 0.75, ["chen outage", "gu partial"]),
    ]


def test_phases_name_first_report_response_and_peak(given: Given) -> None:
    given.incident()
    given.add(
        "tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚", role="company"
    )
    first = given.article(0, "first")
    given.quote(first, "店员", "已经下架", speaker_tag="clerk")
    reply = given.article(1, "reply")
    given.quote(reply, "青岚", "正在调查", speaker_tag="qinglan")
    given.article(1)
    given.article(5)
    given.run(6)
    columns = "phase, day, amount, unit, detail"
    assert given.trend("phases", columns) == [
        ("first report", date(2026, 1, 5), None, None, "晨江新闻：题 first"),
        (
            "first official response",
            date(2026, 1, 6),
            24.0,
            "hours after the first report",
            "晨江新闻：青岚：正在调查",
        ),
        ("peak", date(2026, 1, 6), 2.0, "articles", None),  # no half-life of four articles
    ]


def test_a_mirror_that_prints_the_same_minute_reports_nothing_first(given: Given) -> None:
    given.incident()
    row = {"incident_id": "tea-recall", "kind": "entity", "role": "company"}
    given.add("tags", **row, tag="qinglan", name="青岚")
    mirror = given.article(
        0, "a-mirror", source_kind="mirror", source_name="镜像站", is_origin=False
    )
    original = given.article(0, "original")
    for document in (mirror, original):
        given.quote(document, "青岚", "正在调查", speaker_tag="qinglan")
    assert given.trend("phases", "detail")[:2] == [
        ("晨江新闻：题 original",),
        ("晨江新闻：青岚：正在调查",),
    ]
    assert given.trend("response_clock", "first_source") == [("晨江新闻",)]


def test_what_tells_only_its_day_is_no_report_at_midnight(given: Given) -> None:
    given.incident()
    given.add("tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚")
    for day, name in ((0, "first"), (1, "reply")):
        midnight = datetime(2026, 1, 4 + day, 16, tzinfo=UTC)
        dated = given.article(
            day, f"dated-{name}", published_at=midnight, published_precision="day"
        )
        timed = given.article(day, name)
        for document in (dated, timed) if day else ():
            given.quote(document, "青岚", f"正在调查 {document}", speaker_tag="qinglan")
    assert given.trend("phases", "detail, amount")[:2] == [
        ("晨江新闻：题 first", None),
        ("晨江新闻：青岚：正在调查 reply", 24.0),
    ]
    clock = given.trend("response_clock", "minutes_after_first_report, precision, text")
    assert clock == [(24 * 60, "minute", "正在调查 reply")]


def test_where_only_days_are_known_the_clock_counts_days(given: Given) -> None:
    given.incident()
    given.add("tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚")
    given.article(0)
    midnight = datetime(2026, 1, 4, 16, tzinfo=UTC)
    reply = given.article(0, published_at=midnight, published_precision="day")
    given.quote(reply, "青岚", "正在调查", speaker_tag="qinglan")
    clock = given.trend("response_clock", "minutes_after_first_report, precision")
    assert clock == [(0, "day")], "not twelve hours before the first report"


def test_a_first_report_of_which_only_the_day_is_known_has_no_time(given: Given) -> None:
    given.incident()
    given.add("tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚")
    given.article(0, "dated", published_precision="day")
    given.quote(given.article(1), "青岚", "正在调查", speaker_tag="qinglan")
    assert given.trend("phases", "phase, day, happened_at is null, amount")[:2] == [
        ("first report", date(2026, 1, 5), True, None),
        ("first official response", date(2026, 1, 6), False, None),
    ]


def test_who_speaks_for_a_target_gives_the_official_response(given: Given) -> None:
    given.incident()
    row = {"incident_id": "tea-recall", "kind": "entity"}
    given.add("tags", **row, tag="qinglan", name="青岚", role="company")
    given.add("tags", **row, tag="lin", name="林", role="person", speaks_for="qinglan")
    given.quote(given.article(0), "青岚", "听说的", speaker_tag="qinglan", is_direct=False)
    given.quote(given.article(2), "林", "我们致歉", speaker_tag="lin")
    assert given.trend("phases", "phase, detail")[1] == (
        "first official response",
        "晨江新闻：林：我们致歉",
    )


def test_an_account_that_speaks_is_no_official_response(given: Given) -> None:
    given.incident()
    given.add(
        "tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚", role="account"
    )
    given.quote(given.article(0), "青岚", "正在调查", speaker_tag="qinglan")
    assert [phase for (phase,) in given.trend("phases", "phase")] == ["first report", "peak"]


def test_trends_say_nothing_about_an_incident_without_coverage(given: Given) -> None:
    given.incident()
    for trend in ("phases", "bursts", "topic_shift", "cooccurrence", "quotes", "response_clock"):
        assert given.trend(trend) == [], trend
        assert given.trend(trend, incident="nobody knows it") == [], trend
