"""robots.txt as RFC 9309 reads it, one host per rule; and nobody slips through while it is fetched."""

import time

import pytest

from crawlers.process import crawl_blocking
from tests.crawlers.web import Answer, Landed, Request, Web, a_plan, a_source, feed, page
from warehouse.records import Outcome

RULES = "User-agent: *\nDisallow: /no/\n"
CRAWL_DELAY = 0.4  # seconds
OURS = "User-agent: *\nDisallow:\n\nUser-agent: aftermath\nDisallow: /no/\n"
HOSTS = {
    "missing": (Answer("", 404), Outcome.FETCHED),
    "forbidden": (Answer("", 403), Outcome.FETCHED),
    "down": (Answer("", 500), Outcome.ROBOTS_UNAVAILABLE),
    "busy": (Answer("", 429), Outcome.ROBOTS_UNAVAILABLE),
    "html": (page("网站首页"), Outcome.FETCHED),
    "rules": (Answer(RULES), Outcome.ROBOTS_DISALLOWED),
    "marked": (Answer(RULES.encode("utf-8-sig")), Outcome.ROBOTS_DISALLOWED),
    "ours": (Answer(OURS), Outcome.ROBOTS_DISALLOWED),
    "others": (Answer("User-agent: otherbot\nDisallow: /\n"), Outcome.FETCHED),
    "nothing": (Answer("User-agent: *\nDisallow: /\n"), Outcome.ROBOTS_DISALLOWED),
    "moved": (
        Answer(status=301, headers={"Location": "http://rules.example/robots.txt"}),
        Outcome.ROBOTS_DISALLOWED,
    ),
    "cut": (
        Answer(headers={"Content-Length": "99"}, stream=lambda out: None),
        Outcome.ROBOTS_UNAVAILABLE,
    ),
}


@pytest.fixture(scope="module")
def landed(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Landed:
    def slow_rules(_: Request) -> Answer:
        time.sleep(0.5)
        return Answer(RULES)

    links = [f"http://{name}.example/no/a.html" for name in HOSTS]
    race = [f"http://race.example/no/{n}.html" for n in range(12)]
    web.serve({link: page("页面") for link in (*links, *race)})
    web.serve({f"http://{name}.example/robots.txt": answer for name, (answer, _) in HOSTS.items()})
    web.serve({"http://race.example/robots.txt": slow_rules})
    web.serve(
        {
            "http://start.example/feed": feed(*links, *race),
            "http://start.example/robots.txt": Answer(
                f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\n"
            ),
            "http://start.example/1.html": page("一"),
            "http://start.example/2.html": page("二"),
        }
    )
    source = a_source(
        "start.example",
        {"rss": "http://start.example/feed"},
        crawl={"delay": 0, "concurrency": 16},
    )
    leftover = ("http://start.example/1.html", "http://start.example/2.html")
    plan = a_plan(web, source, tmp_path_factory.mktemp("landing"), leftover=leftover)
    crawl_blocking(plan)
    return Landed(plan.landing_file)


@pytest.mark.parametrize("name", HOSTS)
def test_rules_are_read_as_the_standard_says(landed: Landed, name: str) -> None:
    outcome, detail = landed.outcome(f"http://{name}.example/no/a.html")
    assert outcome == HOSTS[name][1], detail


def test_no_request_passes_while_robots_is_under_way(landed: Landed, web: Web) -> None:
    for number in range(12):
        url = f"http://race.example/no/{number}.html"
        assert landed.outcome(url)[0] == Outcome.ROBOTS_DISALLOWED
        assert not web.asked(url)
    assert len(web.asked("http://race.example/robots.txt")) == 1


def test_crawl_delay_is_kept(landed: Landed, web: Web) -> None:
    times = sorted(request.at for request in web.requests if request.host == "start.example")
    # The rules are answered after the first of these times, and the last request arrives after it
    # was sent: however late a busy machine tells of either, two waits lie between them.
    assert len(times) == 4
    assert times[-1] - times[0] >= 2 * CRAWL_DELAY


def test_robots_is_landed_and_has_no_fate(landed: Landed) -> None:
    roles = {r.url: r.how.role for r in landed.responses if r.how is not None}
    assert roles["http://rules.example/robots.txt"] == "robots"
    assert not [fate for fate in landed.fates if fate.url.endswith("robots.txt")]
