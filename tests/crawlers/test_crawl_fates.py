"""One crawl of one rich site: every way in which a URL can end has its name."""

import gzip
import time
from typing import Any

import pytest

from crawlers.process import CrawlReport, crawl_blocking
from crawlers.requests import conditional_headers
from tests.crawlers.web import Answer, Landed, Web, a_plan, a_source, feed, page
from warehouse.landing import read_landing
from warehouse.records import Outcome, RawPage

SITE = "http://www.haibin.example"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def endless(out: Any) -> None:
    while True:
        out.write(b"<p>more</p>" * 10_000)


def slow(out: Any) -> None:
    for _ in range(100):
        out.write(b".")
        out.flush()
        time.sleep(0.2)


def bomb() -> bytes:
    return gzip.compress(b"\0" * 60_000_000, 9)


def redirect(target: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": target})


PAGES: dict[str, tuple[Answer, Outcome]] = {
    "/plain.html": (page("港口的一天"), Outcome.FETCHED),
    "/gbk.html": (
        Answer("<h1>标题</h1>".encode("gbk") * 40, headers={"Content-Type": "text/html"}),
        Outcome.FETCHED,
    ),
    "/coded.html": (
        Answer(gzip.compress(page("压缩").content()), headers=HTML | {"Content-Encoding": "gzip"}),
        Outcome.FETCHED,
    ),
    "/broken-off.html": (
        Answer(
            gzip.compress(page("断").content())[:-20], headers=HTML | {"Content-Encoding": "gzip"}
        ),
        Outcome.CONNECTION_ERROR,
    ),
    "/uncoded.html": (
        Answer(page("没压").content(), headers=HTML | {"Content-Encoding": "gzip"}),
        Outcome.FETCHED,
    ),
    "/strange.html": (
        Answer(b"xyz", headers=HTML | {"Content-Encoding": "sdch"}),
        Outcome.CONNECTION_ERROR,
    ),
    "/moved.html": (redirect("/plain.html?moved", 301), Outcome.HTTP_ERROR),
    "/moved-well.html": (redirect(f"{SITE}/target.html", 308), Outcome.FETCHED),
    "/gone.html": (Answer("gone", 410), Outcome.HTTP_ERROR),
    "/broken.html": (Answer("oops", 500), Outcome.HTTP_ERROR),
    "/nowhere.html": (Answer(status=302), Outcome.HTTP_ERROR),
    "/empty.html": (Answer("  ", headers=HTML), Outcome.EMPTY_BODY),
    "/shell.html": (
        Answer("<html><body><div id=app></div><script src=a.js></script></body></html>"),
        Outcome.NEEDS_BROWSER,
    ),
    "/film.html": (Answer(b"\0" * 9, headers={"Content-Type": "video/mp4"}), Outcome.WRONG_TYPE),
    "/pdf.html": (Answer(b"%PDF-1.7 ...", headers=HTML), Outcome.WRONG_TYPE),
    "/loop.html": (redirect("/loop.html"), Outcome.REDIRECT_LOOP),
    "/chain-0.html": (redirect("/chain-1.html"), Outcome.REDIRECT_LOOP),
    "/to-loopback.html": (redirect("http://127.0.0.1:1/"), Outcome.REFUSED_ADDRESS),
    "/to-metadata.html": (redirect("http://169.254.169.254/latest/"), Outcome.REFUSED_ADDRESS),
    "/to-six.html": (redirect("http://[::1]/"), Outcome.REFUSED_ADDRESS),
    "/to-decimal.html": (redirect("http://2130706433/"), Outcome.REFUSED_ADDRESS),
    "/to-name.html": (redirect("http://localhost/"), Outcome.REFUSED_ADDRESS),
    "/to-script.html": (redirect("javascript:alert(1)"), Outcome.REFUSED_SCHEME),
    "/to-nowhere.html": (redirect("http://[broken/"), Outcome.HTTP_ERROR),
    "/to-file.html": (redirect("file:///etc/passwd"), Outcome.REFUSED_SCHEME),
    "/bomb.html": (Answer(bomb(), headers=HTML | {"Content-Encoding": "gzip"}), Outcome.TOO_LARGE),
    "/endless.html": (Answer(headers=HTML, stream=endless), Outcome.TOO_LARGE),
    "/announced.html": (
        Answer(headers=HTML | {"Content-Length": "99999999"}, stream=lambda out: None),
        Outcome.TOO_LARGE,
    ),
    "/slow.html": (Answer(headers=HTML, stream=slow), Outcome.TIMED_OUT),
    "/cut.html": (
        Answer(headers=HTML | {"Content-Length": "500"}, stream=lambda out: out.write(b"<p>")),
        Outcome.CONNECTION_ERROR,
    ),
    "/private/secret.html": (page("秘密"), Outcome.ROBOTS_DISALLOWED),
}
OTHERS = {
    "ftp://ftp.haibin.example/a": Outcome.REFUSED_SCHEME,
    "http://127.0.0.1:8080/admin": Outcome.REFUSED_ADDRESS,
    "http://0x7f000001/": Outcome.REFUSED_ADDRESS,
    "http://robots-500.example/a.html": Outcome.ROBOTS_UNAVAILABLE,
    f"{SITE}/plain.html?utm_source=rss": Outcome.KNOWN,
}


@pytest.fixture(scope="module")
def crawled(web: Web, tmp_path_factory: pytest.TempPathFactory) -> tuple[CrawlReport, Landed]:
    links = [*(f"{SITE}{path}" for path in PAGES), *OTHERS]
    web.serve({f"{SITE}{path}": answer for path, (answer, _) in PAGES.items()})
    web.serve(
        {f"{SITE}/chain-{n}.html": redirect(f"/chain-{n + 1}.html") for n in range(1, 9)}
        | {
            f"{SITE}/robots.txt": Answer("User-agent: *\nDisallow: /private/\n"),
            f"{SITE}/target.html": page("搬家"),
            f"{SITE}/feed": feed(*links),
            f"{SITE}/not-a-feed": page("这不是订阅"),
            f"{SITE}/bomb-feed": Answer('<!DOCTYPE x [<!ENTITY a "ha">]><rss>&a;</rss>'),
            "http://robots-500.example/robots.txt": Answer("later", 503),
        }
    )
    ways = [{"rss": f"{SITE}/{name}"} for name in ("feed", "not-a-feed", "bomb-feed", "no-feed")]
    source = a_source("www.haibin.example", *ways, crawl={"delay": 0, "concurrency": 8})
    plan = a_plan(web, source, tmp_path_factory.mktemp("landing"))
    return crawl_blocking(plan), Landed(plan.landing_file)


@pytest.mark.parametrize(
    ("url", "outcome"),
    [*((f"{SITE}{path}", outcome) for path, (_, outcome) in PAGES.items()), *OTHERS.items()],
)
def test_every_link_has_its_fate(
    crawled: tuple[CrawlReport, Landed], url: str, outcome: Outcome
) -> None:
    assert crawled[1].outcome(url)[0] == outcome, crawled[1].outcome(url)


def test_discovery_pages_have_fates_of_their_role(crawled: tuple[CrawlReport, Landed]) -> None:
    fates = {f.url.rpartition("/")[2]: f for f in crawled[1].fates if f.role == "discovery"}
    assert {name: fate.outcome.value for name, fate in fates.items()} == {
        "feed": "fetched",
        "not-a-feed": "wrong_type",
        "bomb-feed": "wrong_type",
        "no-feed": "http_error",
    }
    assert "entities" in fates["bomb-feed"].detail


def test_details_are_for_people(crawled: tuple[CrawlReport, Landed]) -> None:
    landed = crawled[1]
    assert landed.outcome(f"{SITE}/film.html")[1] == "video/mp4"
    assert "2130706433" not in landed.outcome(f"{SITE}/to-decimal.html")[1]
    assert "127.0.0.1 is not a public address" in landed.outcome(f"{SITE}/to-decimal.html")[1]
    assert f"redirected to {SITE}/target.html" in landed.outcome(f"{SITE}/moved-well.html")[1]
    assert "www.haibin.example/robots.txt" in landed.outcome(f"{SITE}/private/secret.html")[1]


def test_a_refused_answer_keeps_its_status(crawled: tuple[CrawlReport, Landed]) -> None:
    by_url = crawled[1].by_url
    assert by_url[f"{SITE}/to-file.html"].http_status == 302
    assert by_url[f"{SITE}/loop.html"].http_status == 302
    assert by_url[f"{SITE}/film.html"].http_status == 200
    assert by_url[f"{SITE}/slow.html"].http_status is None


def test_nothing_was_asked_that_must_not_be(web: Web, crawled: tuple[CrawlReport, Landed]) -> None:
    asked = {request.url for request in web.requests}
    assert f"{SITE}/private/secret.html" not in asked
    assert not any("127.0.0.1" in url or "169.254" in url or "[::1]" in url for url in asked)
    for request in web.requests:
        assert "cookie" not in request.headers
        assert "referer" not in request.headers
        assert request.headers["user-agent"].startswith("aftermath/")


def test_bytes_are_landed_as_received(crawled: tuple[CrawlReport, Landed], web: Web) -> None:
    _, landed = crawled
    by_url = {response.url: response for response in landed.responses}
    coded = by_url[f"{SITE}/coded.html"]
    assert coded.message.body == PAGES["/coded.html"][0].content()
    assert coded.page().body == page("压缩").content()
    assert by_url[f"{SITE}/target.html"].how.requested_url == f"{SITE}/moved-well.html"  # type: ignore[union-attr]
    assert by_url[f"{SITE}/robots.txt"].how.role == "robots"  # type: ignore[union-attr]
    assert by_url[f"{SITE}/feed"].how.role == "discovery"  # type: ignore[union-attr]


def test_pages_of_landing_are_pages(crawled: tuple[CrawlReport, Landed]) -> None:
    report, _ = crawled
    pages = [p for p in read_landing(report.landing_file) if isinstance(p, RawPage)]
    urls = {page.url for page in pages}
    assert f"{SITE}/target.html" in urls
    assert f"{SITE}/feed" not in urls
    assert f"{SITE}/chain-1.html" not in urls
    assert {page.via for page in pages} == {"rss"}


def test_the_report_adds_up(crawled: tuple[CrawlReport, Landed]) -> None:
    report, landed = crawled
    assert report.is_complete
    assert sum(report.outcomes.values()) == len(landed.fates)
    assert report.links_seen == len(landed.sightings) == len(PAGES) + len(OTHERS)
    assert 0 < report.peak_memory < 300
    assert "Traceback" not in report.log_file.read_text()


def test_no_validator_no_condition() -> None:
    assert conditional_headers(None) == {}
