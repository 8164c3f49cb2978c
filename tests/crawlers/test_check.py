"""The judgement over a source, from records alone."""

from pathlib import Path

import pytest

from crawlers.check import ArticleReading, Verdict, check_plan, judge
from crawlers.plan import Network
from tests.crawlers.web import AS_OF, a_source
from warehouse.records import Fate, Outcome, Sighting

FEED, LIST = "http://one.example/feed", "http://one.example/list"
ARTICLE = "http://one.example/1.html"
SOURCE = a_source(
    "one.example", {"rss": FEED}, {"listing": LIST}, layouts=[{"title": "h1", "body": "p"}]
)
READ = ArticleReading(ARTICLE, "", ("title", "body", "credit"), ("title", "body"))


def fate(url: str, outcome: Outcome = Outcome.FETCHED, status: int | None = 200) -> Fate:
    role = "page" if url == ARTICLE else "discovery"
    return Fate(url, SOURCE.id, "check", outcome, "", status, AS_OF, role)


def sighting(found_on: str, via: str) -> Sighting:
    return Sighting(ARTICLE, SOURCE.id, "题", AS_OF, via, found_on=found_on)


WORKING = [fate(FEED), fate(LIST), fate(ARTICLE)]
SEEN = [sighting(FEED, "rss"), sighting(LIST, "listing")]


@pytest.mark.parametrize(
    ("fates", "seen", "readings", "verdict", "reason"),
    [
        (WORKING, SEEN, [READ], Verdict.OK, ""),
        (WORKING, SEEN[:1], [READ], Verdict.STALE, "listing http://one.example/list: fetched"),
        (WORKING, [], [], Verdict.EMPTY, "rss"),
        (
            [fate(FEED, Outcome.HTTP_ERROR, 403), fate(LIST, Outcome.HTTP_ERROR, 404)],
            [],
            [],
            Verdict.REFUSED,
            "http_error",
        ),
        ([fate(FEED, Outcome.TIMED_OUT, None)], [], [], Verdict.UNREACHABLE, "not asked"),
        ([fate(FEED, Outcome.HTTP_ERROR, 502)], [], [], Verdict.UNREACHABLE, "http_error"),
        ([fate(FEED, Outcome.WRONG_TYPE), fate(LIST)], [], [], Verdict.STALE, "wrong_type"),
        (
            [fate(FEED), fate(LIST), fate(ARTICLE, Outcome.ROBOTS_DISALLOWED, None)],
            SEEN,
            [],
            Verdict.REFUSED,
            ARTICLE,
        ),
        (
            WORKING,
            SEEN,
            [ArticleReading(ARTICLE, "no_text", (), ())],
            Verdict.STALE,
            "no article could be read: no_text",
        ),
        (
            WORKING,
            SEEN,
            [ArticleReading(ARTICLE, "", ("title", "body"), ("title",))],
            Verdict.STALE,
            "no longer finds body",
        ),
    ],
)
def test_a_source_is_judged_by_what_was_landed(
    fates: list[Fate],
    seen: list[Sighting],
    readings: list[ArticleReading],
    verdict: Verdict,
    reason: str,
) -> None:
    plan = check_plan(SOURCE, Path("/tmp"), AS_OF, network=Network())
    judged = judge(plan, fates, seen, readings, has_robots=True)
    assert judged.verdict is verdict, judged.reasons
    assert reason in "; ".join(judged.reasons)
    assert judged.verified == (AS_OF.date() if verdict is Verdict.OK else None)


def test_the_plan_is_small_and_begins_somewhere() -> None:
    plan = check_plan(SOURCE, Path("/tmp"), AS_OF, network=Network(), queries=["港口"])
    assert plan.source.crawl.max_pages == 3
    silent = check_plan(a_source("two.example"), Path("/tmp"), AS_OF, network=Network())
    assert [one.seeds for one in silent.incidents] == [("http://two.example/",)]


@pytest.mark.parametrize(
    ("outcome", "has_robots", "told"),
    [
        (Outcome.FETCHED, True, "allows"),
        (Outcome.FETCHED, False, "none"),
        (Outcome.ROBOTS_DISALLOWED, True, "disallows 1"),
        (Outcome.ROBOTS_UNAVAILABLE, False, "unavailable"),
        (Outcome.DNS_ERROR, False, "unavailable"),
    ],
)
def test_what_robots_says_is_told(outcome: Outcome, has_robots: bool, told: str) -> None:
    plan = check_plan(SOURCE, Path("/tmp"), AS_OF, network=Network())
    assert judge(plan, [fate(FEED, outcome)], [], [], has_robots=has_robots).robots == told
