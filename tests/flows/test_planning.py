"""Plans: what is known is not asked again, what is due is, and what was left comes first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.plan import Plan
from flows.configuration import load_configuration
from flows.planning import make_plans, make_run_id, read_history
from tests.flows.archive import INCIDENT, tea_home
from tests.warehouse.tea import document, fate, moment, tagging, write_batch
from warehouse.home import Home
from warehouse.live import LiveWarehouse
from warehouse.records import Capture, Fate, Link, Outcome, Rejection, RejectionReason, Sighting

URL, OTHER = "http://chen.example/1", "http://chen.example/2"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tea_home(tmp_path))


def plan_at(home: Home, as_of: datetime, *records: Fate | Sighting | Rejection) -> Plan:
    one = document("1", published=moment(5))
    batch = write_batch(
        home.work / "batch",
        documents=[(one, tagging(one))],
        fates=[one for one in records if isinstance(one, Fate)],
        sightings=[one for one in records if isinstance(one, Sighting)],
        rejections=[one for one in records if isinstance(one, Rejection)],
    )
    with LiveWarehouse(home.live) as live:
        live.load([batch])
        history = read_history(live, as_of)
    configuration = load_configuration(home, ["tea-recall"])
    (plan,) = make_plans(configuration, history, landing=home.landing, run_id="run", as_of=as_of)
    return plan


def test_what_was_fetched_is_known_with_its_validator(home: Home) -> None:
    plan = plan_at(home, moment(6), fate(URL, 5, etag='"a"'))
    assert [(known.url, known.etag) for known in plan.known] == [(URL, '"a"')]
    assert plan.incidents[0].any == (("青岚茶业",),)


def test_what_failed_is_not_known(home: Home) -> None:
    assert plan_at(home, moment(6), fate(URL, 5, Outcome.TIMED_OUT, status=None)).known == ()


def test_a_run_in_the_past_knows_nothing_of_its_future(home: Home) -> None:
    assert plan_at(home, moment(5, 1), fate(URL, 5)).known == ()


@pytest.mark.parametrize(
    ("days", "looked", "due"),
    [
        (0.5, [], False),
        (1, [], True),
        (1.5, [1], False),
        (2.5, [1], False),
        (3, [1], True),
        (8, [1, 3], True),
        (8, [1, 3, 7], False),
        (30, [1, 3, 7], True),
        (90, [1, 3, 7, 30], False),
    ],
)
def test_relevant_pages_are_due_after_1_3_7_and_30_days(
    home: Home, days: float, looked: list[int], due: bool
) -> None:
    first = document("1", published=moment(5)).fetched_at
    looks = [
        Fate(URL, "chen", f"look-{day}", Outcome.NOT_MODIFIED, "", 304, first + timedelta(days=day))
        for day in looked
    ]
    fetched = Fate(URL, "chen", "run-05", Outcome.FETCHED, "", 200, first)
    plan = plan_at(home, first + timedelta(days=days, minutes=-1), fetched, *looks)
    assert [known.url for known in plan.revisits] == ([URL] if due else [])


def test_a_missing_page_gets_its_second_look_at_the_next_run(home: Home) -> None:
    missing = fate(URL, 7, Outcome.HTTP_ERROR, status=404)
    assert plan_at(home, moment(8), fate(URL, 5), missing).revisits
    twice = fate(URL, 8, Outcome.HTTP_ERROR, status=404)
    assert not plan_at(home, moment(9), missing, twice).revisits


def test_leftovers_come_again_until_they_are_had(home: Home) -> None:
    left = fate(OTHER, 5, Outcome.BUDGET_SPENT, status=None)
    seen = Sighting(OTHER, "chen", "青岚茶业的声明", moment(5), "rss")
    assert plan_at(home, moment(6), left).again == (OTHER,)
    assert plan_at(home, moment(6), left, seen).leftover == (OTHER,)
    plan = plan_at(home, moment(7), fate(OTHER, 6))
    assert plan.leftover == plan.again == ()


@pytest.mark.parametrize(
    ("outcome", "status", "comes_again"),
    [
        (Outcome.TIMED_OUT, None, True),
        (Outcome.BREAKER_OPEN, None, True),
        (Outcome.HTTP_ERROR, 503, True),
        (Outcome.HTTP_ERROR, 429, True),
        (Outcome.HTTP_ERROR, 404, False),
        (Outcome.HTTP_ERROR, 403, False),
        (Outcome.TOO_LARGE, 200, False),
    ],
)
def test_a_failure_that_passes_is_tried_for_a_week(
    home: Home, outcome: Outcome, status: int | None, comes_again: bool
) -> None:
    """Its link may be on no feed any more, or the feed not modified."""
    failed = fate(OTHER, 5, outcome, status=status)
    assert plan_at(home, moment(6), failed).again == ((OTHER,) if comes_again else ())
    assert plan_at(home, moment(13)).again == ()
    assert plan_at(home, moment(7), fate(OTHER, 6), fate(OTHER, 7, outcome)).again == ()


def test_a_page_that_only_showed_a_captcha_was_not_had(home: Home) -> None:
    capture = Capture("a.warc.gz", 1, "sha256:x")
    captcha = Rejection(OTHER, RejectionReason.CAPTCHA, "", "chen", moment(5), capture)
    plan = plan_at(home, moment(6), fate(OTHER, 5), captcha)
    assert (plan.again, plan.known) == ((OTHER,), ())


@pytest.mark.parametrize(
    ("outcome", "status", "catches_up"),
    [
        (Outcome.INTERRUPTED, None, True),
        (Outcome.TIMED_OUT, None, True),
        (Outcome.HTTP_ERROR, 503, True),
        (Outcome.HTTP_ERROR, 404, False),
        (Outcome.NOT_MODIFIED, 304, False),
    ],
)
def test_lists_that_were_not_seen_to_their_end_are_read_again(
    home: Home, outcome: Outcome, status: int | None, catches_up: bool
) -> None:
    first = replace(fate(f"{URL}/feed", 5), role="discovery")
    second = replace(fate(f"{URL}/feed?page=2", 5, outcome, status=status), role="discovery")
    assert plan_at(home, moment(6), first, second).catches_up is catches_up
    assert not plan_at(home, moment(13)).catches_up
    assert not plan_at(home, moment(7), replace(first, run_id="run-06", at=moment(6))).catches_up


def test_seeds_of_unlisted_sites_get_a_source_unless_sources_were_named(home: Home) -> None:
    text = INCIDENT + "seeds: ['http://www.chen.example/zt/', 'https://blog.lin.example/post']\n"
    (home.incidents / "tea-recall.yaml").write_text(text, encoding="utf-8")
    with LiveWarehouse(home.live) as live:
        history = read_history(live, moment(5))

    def seeds(*sources: str) -> dict[str, tuple[str, ...]]:
        configuration = load_configuration(home, ["tea-recall"], sources)
        plans = make_plans(
            configuration, history, landing=home.landing, run_id="run", as_of=moment(5)
        )
        return {plan.source.id: plan.incidents[0].seeds for plan in plans}

    assert seeds() == {
        "chen": ("http://www.chen.example/zt/",),
        "seed-blog-lin-example": ("https://blog.lin.example/post",),
    }
    assert seeds("chen") == {"chen": ("http://www.chen.example/zt/",)}


def test_a_run_is_named_by_its_time_and_what_it_works_with(home: Home, tmp_path: Path) -> None:
    configuration = load_configuration(home, ["tea-recall"])
    at = datetime(2026, 1, 5, 22, tzinfo=UTC)
    name = make_run_id(at, configuration)
    assert name.startswith("20260105T220000Z-")
    assert name == make_run_id(at, configuration)
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(b"1")
    assert name != make_run_id(at, configuration, [archive])


def test_a_search_knows_what_any_source_has_had(home: Home) -> None:
    search = "id: find\nname: Find\nkind: aggregator\nhomepage: http://find.example/\ndiscover:\n  - search: http://find.example/?q={query}\n"
    (home.sources / "find.yaml").write_text(search, encoding="utf-8")
    text = INCIDENT.replace("sources: [chen]", "sources: [chen, find]")
    (home.incidents / "tea-recall.yaml").write_text(text, encoding="utf-8")
    with LiveWarehouse(home.live) as live:
        live.load([write_batch(home.work / "batch", fates=[fate(URL, 5)])])
        history = read_history(live, moment(6))
    configuration = load_configuration(home, ["tea-recall"])
    plans = make_plans(configuration, history, landing=home.landing, run_id="r", as_of=moment(6))
    assert {plan.source.id: [known.url for known in plan.known] for plan in plans} == {
        "chen": [URL],
        "find": [URL],
    }


def test_promising_links_on_relevant_pages_are_followed_one_step(home: Home) -> None:
    links = (
        Link("http://www.chen.example/more", "青岚茶业的声明"),
        Link("http://www.chen.example/weather", "明天的天气"),
        Link("http://www.chen.example/had", "青岚茶业的另一份声明"),
        Link("http://elsewhere.example/x", "青岚茶业"),
    )
    one = replace(document("1", published=moment(5)), links=links)
    had = fate("http://www.chen.example/had", 5)
    with LiveWarehouse(home.live) as live:
        live.load([write_batch(home.work / "b", documents=[(one, tagging(one))], fates=[had])])
        history = read_history(live, moment(6))
    configuration = load_configuration(home, ["tea-recall"])
    (plan,) = make_plans(configuration, history, landing=home.landing, run_id="r", as_of=moment(6))
    assert plan.follow == ("http://www.chen.example/more",)
