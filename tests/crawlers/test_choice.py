from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crawlers.choice import Candidate, choose, promised
from crawlers.plan import IncidentTerms, KnownUrl, Plan
from tests.crawlers.web import INCIDENT, a_plan, a_source
from warehouse.records import Outcome

SITE = "http://choice.example"


def plan(max_pages: int = 10, source: dict[str, Any] | None = None, **more: Any) -> Plan:
    pace = {"delay": 0, "max_pages": max_pages}
    return a_plan(None, a_source("choice.example", crawl=pace, **(source or {})), Path("x"), **more)


def link(number: int, text: str = "", **more: Any) -> Candidate:
    return Candidate(f"{SITE}/{number}.html", "rss", text=text, **more)


def order(plan: Plan, *found: Candidate) -> list[str]:
    return [candidate.url.removeprefix(SITE) for candidate in choose(plan, found).fetch]


def test_promise_needs_one_term_or_all_of_a_list() -> None:
    assert promised("海濱港的消息", [INCIDENT]) == ("harbour",)
    assert promised("停工的是港口", [INCIDENT]) == ("harbour",)
    assert promised("港口很忙", [INCIDENT]) == ()
    assert promised("ＫＯＬ", [IncidentTerms(incident_id="x", any=(("kol",),))]) == ("x",)
    assert promised("anything", [IncidentTerms(incident_id="x", any=((),))]) == ()


def test_the_newest_of_one_rank_comes_first() -> None:
    old, new = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    found = [link(1), link(2, announced_at=old), link(3, announced_at=new), link(4, "海滨港")]
    assert order(plan(), *found) == ["/4.html", "/3.html", "/2.html", "/1.html"]


def test_a_leftover_that_is_known_by_now_is_still_fetched() -> None:
    url = f"{SITE}/1.html"
    assert order(plan(leftover=(url,), known=(KnownUrl(url=url),))) == ["/1.html"]


def test_a_date_that_is_still_to_come_makes_no_known_page_new() -> None:
    fetched_at = datetime(2026, 1, 4, tzinfo=UTC)
    known = tuple(KnownUrl(url=f"{SITE}/{n}.html", fetched_at=fetched_at) for n in (1, 2))
    today, to_come = datetime(2026, 1, 5, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    found = [link(1, announced_at=to_come), link(2, announced_at=today)]
    assert order(plan(known=known), *found) == ["/2.html"]


def test_another_address_of_a_known_article_is_known() -> None:
    known = (KnownUrl(url=f"{SITE}/1.html"),)
    choice = choose(plan(known=known), [Candidate("https://m.choice.example/1.html?spm=1", "rss")])
    assert [outcome for _, outcome, _ in choice.others] == [Outcome.KNOWN]


@given(
    found=st.lists(
        st.builds(
            Candidate,
            url=st.sampled_from([f"{SITE}/{n}.html{q}" for n in range(6) for q in ("", "?spm=1")]),
            via=st.just("rss"),
            text=st.sampled_from(["", "海滨港"]),
        ),
        max_size=20,
    ),
    budget=st.integers(1, 5),
    known=st.sets(st.integers(0, 5)),
    leftover=st.sets(st.integers(0, 5)),
    fetch=st.sampled_from(["all", "promising"]),
)
def test_every_link_ends_in_exactly_one_place(
    found: list[Candidate], budget: int, known: set[int], leftover: set[int], fetch: str
) -> None:
    given_plan = plan(
        budget,
        {"fetch": fetch},
        known=tuple(KnownUrl(url=f"{SITE}/{n}.html") for n in known),
        leftover=tuple(f"{SITE}/{n}.html" for n in leftover),
    )
    choice = choose(given_plan, found)
    placed = [c.url for c in choice.fetch] + [c.url for c, _, _ in choice.others]
    assert len(placed) == len(set(placed))
    assert set(placed) == {c.url for c in found} | set(given_plan.leftover)
    assert len(choice.fetch) <= budget
