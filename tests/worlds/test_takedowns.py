"""What became of pages, day by day: an English food scandal whose reports are edited away."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.worlds.dairy import INCIDENT, outlet
from tests.worlds.pages import article, report, rss
from tests.worlds.world import Answer, Web, World, missing, moved
from warehouse.ask import ask
from warehouse.queries import read_query

SITE = "https://www.courier.example"
LISTED = "".join(
    f"<li><a href='/x/{number}.html'>Story number {number} of another day</a></li>"
    for number in range(30)
)
STANDING: Web = {
    f"{SITE}/": f"<html><head><title>Courier</title></head><body><ul>{LISTED}</ul></body></html>",
    f"{SITE}/news/": f"<html><head><title>News</title></head><body><ul>{LISTED}</ul></body></html>",
    f"{SITE}/login": "<html><head><title>Log in</title></head><body><h1>Log in</h1><form><input "
    "type=password></form><p>Please log in to continue reading.</p></body></html>",
}
CAPTCHA = (
    "<html><head><title>Security check</title></head><body><h1>Please verify you are human</h1>"
    "<p>Complete the captcha to continue.</p></body></html>"
)
SOFT = article("Page not found", ["Sorry, the page you are looking for does not exist."])
EMPTIED = "<html><head><title>Courier</title></head><body></body></html>"
PAGE = None  # the article itself
# What an article's address answers on the second, third and fourth day, and its status after each.
CASES: dict[str, tuple[tuple[Answer | str | None, ...], str]] = {
    "gone": ((missing(), missing(), missing()), "suspect gone gone"),
    "gone410": ((missing(410), missing(410), missing(410)), "suspect gone gone"),
    "flickering": ((missing(), PAGE, PAGE), "suspect live live"),
    "once": ((missing(), missing(503), missing(503)), "suspect suspect suspect"),
    "resurrected": ((missing(), missing(), PAGE), "suspect gone live"),
    "mixed": ((missing(), SOFT, SOFT), "suspect gone gone"),
    "soft": ((SOFT, SOFT, SOFT), "suspect gone gone"),
    "emptied": ((EMPTIED, EMPTIED, EMPTIED), "suspect gone gone"),
    "nothing": ((Answer(b""), Answer(b""), Answer(b"")), "suspect gone gone"),
    "home": ((moved("/"), moved("/"), moved("/")), "suspect gone gone"),
    "list": ((moved("/news/", 302),) * 3, "suspect gone gone"),
    "captcha": ((CAPTCHA, CAPTCHA, CAPTCHA), "live live live"),
    "unavailable": ((missing(503), missing(503), missing(500)), "live live live"),
    "forbidden": ((missing(403), missing(451), missing(401)), "live live live"),
    "login": ((moved("/login", 302),) * 3, "live live live"),
    "steady": ((PAGE, PAGE, PAGE), "live live live"),
    "captcha-after": ((missing(), CAPTCHA, CAPTCHA), "suspect suspect suspect"),
}
URLS = {name: f"{SITE}/news/2026/{name}-{100 + n}.html" for n, name in enumerate(CASES)}
PAGES = {
    url: article(f"Marlowe Dairy and {name}", report(n), "4 May 2026 09:30", outlet="Courier")
    for n, (name, url) in enumerate(URLS.items())
}
FEED = {f"{SITE}/feed": rss((url, f"Marlowe Dairy and {name}") for name, url in URLS.items())}
SHOWN = "select url, status from coverage"


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The status of every article after each day but the first."""
    world = World(
        tmp_path_factory.mktemp("takedowns"),
        [outlet("courier")],
        INCIDENT | {"sources": ["courier"]},
    )
    world.day("2026-05-04T20:00+01:00", STANDING, FEED, PAGES)
    assert {status for _, status in world.rows(SHOWN)} == {"live"}
    found: dict[str, list[str]] = {name: [] for name in CASES}
    for day in range(3):
        answers: Web = {
            URLS[name]: case[0][day] or PAGES[URLS[name]] for name, case in CASES.items()
        }
        world.day(f"2026-05-0{5 + day}T20:00+01:00", STANDING, FEED, answers)
        for url, status in world.rows(SHOWN):
            found[next(name for name in URLS if URLS[name] == url)].append(status)
    return found


def test_a_removal_is_no_gap_in_what_was_asked_for(tmp_path: Path) -> None:
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    page = URLS["steady"]
    web: Web = {f"{SITE}/feed": rss([(page, "Marlowe Dairy")]), page: PAGES[page]}
    world.day("2026-05-04T20:00+01:00", web)
    run = world.day("2026-05-05T20:00+01:00", web, {page: missing()})
    assert world.outcomes(run) == {page: "http_error"}
    query = "select fetched, failed, status from completeness order by seen_on"
    assert world.rows(query) == [(1, 0, "ok"), (0, 0, "ok")]
    told = ask(world.home.current, read_query("telling", "source_counts").sql, {"run_id": run})
    ((failed, mostly),) = ((row[6], row[9]) for row in told.rows)
    assert (failed, mostly) == (0, "")


@pytest.mark.parametrize("name", CASES)
def test_gone_is_said_after_a_second_look_on_a_later_run(
    statuses: dict[str, list[str]], name: str
) -> None:
    assert " ".join(statuses[name]) == CASES[name][1]


def test_a_link_that_redirects_is_looked_at_like_any_other(tmp_path: Path) -> None:
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    link, page = "http://go.courier.example/r/77", URLS["steady"]
    web: Web = {
        f"{SITE}/feed": rss([(link, "Marlowe Dairy")]),
        link: moved(page),
        page: PAGES[page],
    }
    world.day("2026-05-04T20:00+01:00", web)
    world.day("2026-05-05T20:00+01:00", web, {page: missing()})
    assert world.rows(SHOWN) == [(page, "suspect")]
    world.day("2026-05-06T20:00+01:00", web, {link: missing(), page: missing()})
    assert world.rows(SHOWN) == [(page, "gone")]
    world.day("2026-05-07T20:00+01:00", web)
    world.day("2026-05-08T20:00+01:00", web)
    assert world.rows(SHOWN) == [(page, "live")]


def test_archives_of_others_tell_of_removals_too(tmp_path: Path) -> None:
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    page = URLS["steady"]
    for hour, answer in ((8, PAGES[page]), (12, missing()), (16, missing())):
        at = datetime.fromisoformat(f"2026-05-04T{hour:02}:00+00:00")
        world.ingest(world.capture(at, {page: answer}), as_of=at)
    assert world.rows(SHOWN) == [(page, "gone")]
