"""Successive days of one outlet: promise, budget, what is known, what is due, what goes on."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.plan import KnownUrl
from crawlers.process import CrawlReport, crawl_blocking
from tests.crawlers.web import INCIDENT, Answer, Landed, Request, Web, a_plan, a_source, feed, page
from warehouse.records import Outcome

SITE = "http://days.example"


def validated(content: Answer, tag: str) -> Any:
    def answer(request: Request) -> Answer:
        if request.headers.get("if-none-match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(content.body, 200, content.headers | {"ETag": tag})

    return answer


def crawled(
    web: Web | None, folder: Path, *ways: dict[str, Any], **more: Any
) -> tuple[CrawlReport, Landed]:
    pace = {"delay": 0, "concurrency": 1, "max_pages": more.pop("max_pages", 50)}
    source = a_source("days.example", *ways, crawl=pace, **more.pop("source", {}))
    plan = a_plan(web, source, folder, **more)
    return crawl_blocking(plan), Landed(plan.landing_file)


def paths(web: Web) -> list[str]:
    return [request.path for request in web.requests if request.path.endswith(".html")]


@pytest.fixture
def site(web: Web) -> Web:
    web.requests.clear()
    web.serve({f"{SITE}/{n}.html": page(f"第{n}页") for n in range(20)})
    return web


def test_promise_decides_within_the_budget(site: Web, tmp_path: Path) -> None:
    links = [(f"{SITE}/{n}.html", f"别的消息{n}") for n in range(6)]
    links[4] = (f"{SITE}/4.html", "海濱港的一天")  # traditional characters
    links[5] = (f"{SITE}/5.html", "工人：停工不会影响港口")
    site.serve({f"{SITE}/feed": feed(*links)})
    report, landed = crawled(
        site,
        tmp_path,
        {"rss": f"{SITE}/feed"},
        max_pages=5,
        leftover=(f"{SITE}/10.html",),
        follow=(f"{SITE}/11.html",),
    )
    assert paths(site) == ["/10.html", "/11.html", "/4.html", "/5.html", "/0.html"]
    for number in (1, 2, 3):
        assert landed.outcome(f"{SITE}/{number}.html")[0] == Outcome.BUDGET_SPENT
    assert report.outcomes[Outcome.BUDGET_SPENT] == 3
    responses = {r.url: r.how for r in landed.responses if r.how}
    assert responses[f"{SITE}/5.html"].incidents == ("harbour",)
    assert responses[f"{SITE}/11.html"].via == "link"
    assert {s.title for s in landed.sightings} == {title for _, title in links}


def test_a_huge_source_is_asked_for_promising_pages_only(site: Web, tmp_path: Path) -> None:
    links = [(f"{SITE}/1.html", "海滨港"), (f"{SITE}/2.html", "足球")]
    site.serve({f"{SITE}/feed": feed(*links)})
    _, landed = crawled(site, tmp_path, {"rss": f"{SITE}/feed"}, source={"fetch": "promising"})
    assert paths(site) == ["/1.html"]
    assert landed.outcome(f"{SITE}/2.html")[0] == Outcome.OFF_TOPIC


def test_an_unchanged_web_costs_conditional_requests_only(site: Web, tmp_path: Path) -> None:
    links = [f"{SITE}/{n}.html" for n in range(3)]
    site.serve({f"{SITE}/feed": validated(feed(*links), '"f1"')})
    site.serve({link: validated(page(link), '"p1"') for link in links})
    _, first = crawled(site, tmp_path / "1", {"rss": f"{SITE}/feed"})
    known = tuple(
        KnownUrl(url=fate.url, etag=fate.etag, last_modified=fate.last_modified)
        for fate in first.fates
    )
    assert {url.etag for url in known} == {'"f1"', '"p1"'}
    site.requests.clear()
    report, second = crawled(
        site, tmp_path / "2", {"rss": f"{SITE}/feed"}, known=known, revisits=(known[1],)
    )
    assert report.outcomes == {Outcome.NOT_MODIFIED: 2}
    assert second.by_url[f"{SITE}/feed"].http_status == 304
    assert report.pages_landed == 0
    assert len(site.requests) == 3  # with robots.txt


def test_a_known_page_is_left_alone_until_a_newer_date_is_announced(
    site: Web, tmp_path: Path
) -> None:
    item = "<item><title>t</title><link>{}</link><pubDate>{}</pubDate></item>"
    old, new = "Sun, 04 Jan 2026 08:00:00 GMT", "Mon, 05 Jan 2026 08:00:00 GMT"
    items = item.format(f"{SITE}/1.html", old) + item.format(f"{SITE}/2.html", new)
    site.serve({f"{SITE}/feed": Answer(f"<rss version='2.0'><channel>{items}</channel></rss>")})
    fetched_at = datetime(2026, 1, 4, 12, tzinfo=UTC)
    known = tuple(KnownUrl(url=f"{SITE}/{n}.html", fetched_at=fetched_at) for n in (1, 2))
    _, landed = crawled(site, tmp_path, {"rss": f"{SITE}/feed"}, known=known)
    assert landed.outcome(f"{SITE}/1.html")[0] == Outcome.KNOWN
    assert landed.outcome(f"{SITE}/2.html")[0] == Outcome.FETCHED
    assert [r.how.via for r in landed.responses if r.url.endswith("2.html") and r.how] == ["rss"]


def listing(*numbers: int, more: str = "") -> Answer:
    anchors = "".join(f"<h2><a href='/{n}.html'>第{n}条消息</a></h2>" for n in numbers)
    return Answer(
        f"<html><body>{anchors}{more}</body></html>", headers={"Content-Type": "text/html"}
    )


def test_a_listing_is_turned_until_links_are_known(site: Web, tmp_path: Path) -> None:
    """What is pinned to the top of every page is known, and no reason to stop."""
    pages = {"next": "a.next", "limit": 9}
    for number in range(1, 6):
        rest = f"<a class='next' href='/list?page={number + 1}'>下一页</a>"
        site.serve({f"{SITE}/list?page={number}": listing(19, number, number + 10, more=rest)})
    _, landed = crawled(
        site,
        tmp_path,
        {"listing": f"{SITE}/list?page=1", "links": "h2 a", "pages": pages},
        known=tuple(KnownUrl(url=f"{SITE}/{n}.html") for n in (19, 13)),
    )
    asked = [fate.url for fate in landed.fates if fate.role == "discovery"]
    assert asked == [f"{SITE}/list?page={n}" for n in (1, 2, 3)]
    assert {s.via for s in landed.sightings} == {"listing"}


def test_lists_are_read_to_their_end_where_the_last_crawl_was_cut_short(
    site: Web, tmp_path: Path
) -> None:
    first, second = f"{SITE}/list?page=1", f"{SITE}/list?page=2"
    rest = f"<a class='next' href='{second}'>下一页</a>"
    site.serve({first: validated(listing(1, 2, more=rest), '"l1"'), second: listing(3)})
    known = [KnownUrl(url=first, etag='"l1"'), *(KnownUrl(url=f"{SITE}/{n}.html") for n in (1, 2))]
    _, landed = crawled(
        site,
        tmp_path,
        {"listing": first, "links": "h2 a", "pages": {"next": "a.next"}},
        known=tuple(known),
        catches_up=True,
    )
    assert [fate.url for fate in landed.fates if fate.role == "discovery"] == [first, second]
    assert paths(site) == ["/3.html"]


def test_every_kind_of_discovery_meets_in_one_crawl(site: Web, tmp_path: Path) -> None:
    xmlns = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    site.serve(
        {
            f"{SITE}/index.xml": Answer(
                f"<sitemapindex {xmlns}><sitemap><loc>{SITE}/map.xml</loc></sitemap></sitemapindex>"
            ),
            f"{SITE}/map.xml": Answer(
                f"<urlset {xmlns}><url><loc>{SITE}/1.html</loc><lastmod>2026-01-05</lastmod></url>"
                f"<url><loc>{SITE}/19.html</loc><lastmod>2020-01-05</lastmod></url></urlset>"
            ),
            f"{SITE}/api": lambda request: Answer(
                '{"list": [{"u": "/2.html"}]}' if request.body == b'{"c": 1}' else "[]",
                headers={"Content-Type": "application/json"},
            ),
            f"{SITE}/search?q=%E6%B5%B7%E6%BB%A8%E6%B8%AF%20%E5%81%9C%E5%B7%A5": feed(
                f"{SITE}/3.html", "http://elsewhere.example/9.html"
            ),
            f"{SITE}/topic.html": listing(5, more="<a href='/6.html'>海滨港</a>"),
            "http://elsewhere.example/9.html": page("别处"),
        }
    )
    topic = INCIDENT.model_copy(update={"seeds": (f"{SITE}/topic.html",)})
    _, landed = crawled(
        site,
        tmp_path,
        {"sitemap": f"{SITE}/index.xml"},
        {"json": f"{SITE}/api", "method": "POST", "body": '{"c": 1}', "items": "list", "url": "u"},
        {"search": f"{SITE}/search?q={{query}}"},
        incidents=(topic,),
    )
    seen = {sighting.url.removeprefix(SITE): sighting.via for sighting in landed.sightings}
    assert seen == {
        "/1.html": "sitemap",
        "/2.html": "json",
        "/3.html": "search",
        "http://elsewhere.example/9.html": "search",
        "/6.html": "seed",
    }
    fetched = [f.url for f in landed.fates if f.outcome is Outcome.FETCHED and f.role == "page"]
    assert len(fetched) == 6  # the seed too


def test_a_replay_answers_from_the_archive(site: Web, tmp_path: Path) -> None:
    site.serve({f"{SITE}/feed": feed(f"{SITE}/1.html", f"{SITE}/99.html")})
    _, first = crawled(site, tmp_path / "1", {"rss": f"{SITE}/feed"})
    archive = tmp_path / "1" / "run-1" / "days-example.warc.gz"
    site.requests.clear()
    report, second = crawled(None, tmp_path / "2", {"rss": f"{SITE}/feed"}, replay=(archive,),
        as_of=datetime(2026, 1, 6, tzinfo=UTC))  # fmt: skip
    assert not site.requests
    assert report.is_complete
    assert {f.url: f.outcome for f in second.fates} == {f.url: f.outcome for f in first.fates}
    dates = {r.url: r.fetched_at for r in first.responses}
    assert {r.url: r.fetched_at for r in second.responses if r.message.status == 200} == {
        url: date for url, date in dates.items() if url in {f"{SITE}/feed", f"{SITE}/1.html"}
    }


def test_what_was_asked_already_is_not_asked_again(site: Web, tmp_path: Path) -> None:
    seed, start = f"{SITE}/1.html", f"{SITE}/list"
    site.serve({start: listing(1, 2, more=f"<h2><a href='{start}'>这一页</a></h2>")})
    topic = INCIDENT.model_copy(update={"seeds": (seed,)})
    _, landed = crawled(
        site,
        tmp_path,
        {"listing": start, "links": "h2 a"},
        {"listing": start, "links": "h2 a"},
        incidents=(topic,),
        leftover=(seed, start, f"{SITE}/3.html"),
        follow=(f"{SITE}/3.html",),
    )
    assert sorted(paths(site)) == ["/1.html", "/2.html", "/3.html"]
    assert len(site.asked(start)) == 1
    assert "no second fate" not in (tmp_path / "run-1/days-example.warc.gz.log").read_text()
    assert {fate.outcome for fate in landed.fates} == {Outcome.FETCHED}
