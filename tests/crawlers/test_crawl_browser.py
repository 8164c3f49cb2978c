"""Pages that scripts build, read with the installed Chromium: what is landed, and that the guards hold."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawlers.browser import MARK, lack_of_browser
from crawlers.plan import Plan
from crawlers.process import crawl_blocking
from flows.clean import clean_page
from flows.newsroom.server import Newsroom
from flows.newsroom.world import load_world
from tests.crawlers.web import AS_OF, Answer, Landed, Web, a_plan, a_source, feed, page
from warehouse.landing import HowFound, LandingWriter, ReceivedResponse, read_landing, recover
from warehouse.records import Document, Outcome, RawPage

LACK = lack_of_browser()
needs_browser = pytest.mark.skipif(LACK is not None, reason=str(LACK))

SITE = "http://js.example"
HTML = {"Content-Type": "text/html; charset=utf-8"}
SCRIPT = {"Content-Type": "text/javascript"}
TEXT = "海滨港的工人说，新的值班表没有提前告诉任何人。" * 4
STORY = json.dumps({"title": "港口停工第二天", "text": TEXT}, ensure_ascii=False)
FILL = """
fetch('/api/story').then(answer => answer.json()).then(story => {
  document.getElementById('app').innerHTML = '<h1>' + story.title + '</h1><p>' + story.text + '</p>';
});
"""
PROBES = """
for (const url of ['http://127.0.0.1:9/x', 'http://169.254.169.254/latest/', 'http://localhost/y',
                   'file:///etc/passwd', '/no/secret', '/to-inside', 'ftp://files.example/z'])
  fetch(url, {mode: 'no-cors'}).catch(() => 0);
navigator.sendBeacon('/beacon', 'seen');
new WebSocket('ws://js.example/socket');
window.open('/popup.html');
if (navigator.serviceWorker) navigator.serviceWorker.register('/worker.js').catch(() => 0);
document.cookie = 'a=1';
document.body.append(new Image());
document.images[0].src = '/picture.png';
const frame = document.createElement('iframe'); frame.src = '/frame.html'; document.body.append(frame);
"""
ENDLESS = "setTimeout(() => { for (;;); }, 0);"
GROWING = "const text = 'x'.repeat(1 << 20); for (let n = 0; n < 12; n++) document.body.append(new Comment(text));"
LISTED = (
    "document.getElementById('app').innerHTML = '<a href=/late.html>海滨港：停工之后的第三天</a>';"
)
AWAY = "location.replace('/target.html');"


def shell(script: str) -> Answer:
    return Answer(
        f"<html><head><title>读</title></head><body><div id=app></div><script>{script}</script></body></html>",
        headers=HTML | {"ETag": '"1"'},
    )


PAGES = {
    "/1.html": shell(FILL),
    "/probes.html": shell(FILL + PROBES),
    "/endless.html": shell(ENDLESS),
    "/growing.html": shell(GROWING),
    "/away.html": shell(AWAY),
    "/empty.html": shell("1 + 1"),
    "/gone.html": Answer("gone", 404),
    "/moved.html": Answer(status=302, headers={"Location": "/1.html?moved"}),
}
OTHERS = {
    "/1.html?moved": shell(FILL),
    "/target.html": page("目的地"),
    "/late.html": page("停工之后的第三天"),
    "/api/story": Answer(STORY, headers={"Content-Type": "application/json"}),
    "/robots.txt": Answer("User-agent: *\nDisallow: /no/\n"),
    "/to-inside": Answer(status=302, headers={"Location": "http://127.0.0.1:9/"}),
    "/list": shell(LISTED),
    "/feed": feed(*(f"{SITE}{path}" for path in PAGES)),
}


def browser_plan(web: Web, folder: Path, **more: object) -> Plan:
    ways = [{"rss": f"{SITE}/feed"}, {"listing": f"{SITE}/list"}]
    pace = {"delay": 0, "concurrency": 1}
    source = a_source("js.example", *ways, render="browser", crawl=pace)
    plan = a_plan(web, source, folder, time_limit=150.0, **more)
    return plan.model_copy(update={"network": plan.network.model_copy(update={"timeout": 6.0})})


@pytest.fixture(scope="module")
def crawled(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    web.serve({f"{SITE}{path}": answer for path, answer in (PAGES | OTHERS).items()})
    plan = browser_plan(web, tmp_path_factory.mktemp("landing"))
    assert crawl_blocking(plan).is_complete
    return plan


@pytest.fixture(scope="module")
def landed(crawled: Plan) -> Landed:
    return Landed(crawled.landing_file)


@needs_browser
@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/1.html", Outcome.FETCHED),
        ("/probes.html", Outcome.FETCHED),
        ("/away.html", Outcome.FETCHED),
        ("/moved.html", Outcome.FETCHED),
        ("/list", Outcome.FETCHED),
        ("/late.html", Outcome.FETCHED),
        ("/endless.html", Outcome.TIMED_OUT),
        ("/growing.html", Outcome.TOO_LARGE),
        ("/empty.html", Outcome.NEEDS_BROWSER),
        ("/gone.html", Outcome.HTTP_ERROR),
    ],
)
def test_every_page_has_its_fate(landed: Landed, path: str, outcome: Outcome) -> None:
    assert landed.outcome(f"{SITE}{path}")[0] == outcome, landed.outcome(f"{SITE}{path}")


@needs_browser
def test_the_page_is_what_scripts_made_and_says_so(crawled: Plan, landed: Landed) -> None:
    pages = {p.url: p for p in read_landing(crawled.landing_file) if isinstance(p, RawPage)}
    filled = pages[f"{SITE}/1.html"]
    assert filled.header(MARK).startswith("Chromium ")  # type: ignore[union-attr]
    document = clean_page(filled, crawled.source)
    assert isinstance(document, Document)
    assert (document.title, document.text) == ("港口停工第二天", TEXT)
    received = [r for r in landed.responses if r.url == f"{SITE}/1.html"]
    assert [r.how.role for r in received if r.how] == ["unrendered", "page"]
    assert received[0].message.body == PAGES["/1.html"].content()
    assert landed.by_url[f"{SITE}/1.html"].etag == '"1"'


@needs_browser
def test_a_script_may_lead_to_another_page(crawled: Plan, landed: Landed) -> None:
    pages = {p.url for p in read_landing(crawled.landing_file) if isinstance(p, RawPage)}
    assert f"{SITE}/target.html" in pages
    assert f"{SITE}/away.html" not in pages
    assert f"redirected to {SITE}/target.html" in landed.outcome(f"{SITE}/away.html")[1]


@needs_browser
def test_guards_hold_for_everything_that_a_page_asks_for(web: Web, landed: Landed) -> None:
    asked = {request.url.removeprefix(SITE) for request in web.requests}
    assert "/api/story" in asked
    assert "/to-inside" in asked  # and no further
    for path in (
        "/no/secret",
        "/picture.png",
        "/frame.html",
        "/popup.html",
        "/worker.js",
        "/beacon",
    ):
        assert path not in asked
    assert not [url for url in asked if "127.0.0.1" in url or "169.254" in url or "socket" in url]
    for request in web.requests:
        assert request.headers["user-agent"].startswith("aftermath/")
        assert "cookie" not in request.headers


@needs_browser
def test_an_unchanged_page_is_not_rendered_again(web: Web, crawled: Plan, tmp_path: Path) -> None:
    known = {"url": f"{SITE}/1.html", "etag": '"1"'}
    plan = browser_plan(web, tmp_path, revisits=[known])
    plan = plan.model_copy(update={"source": plan.source.model_copy(update={"discover": ()})})
    web.serve({f"{SITE}/1.html": Answer(status=304)})
    try:
        crawl_blocking(plan)
    finally:
        web.serve({f"{SITE}/1.html": PAGES["/1.html"]})
    assert Landed(plan.landing_file).outcome(f"{SITE}/1.html")[0] is Outcome.NOT_MODIFIED


@needs_browser
def test_a_replay_renders_from_what_was_landed(
    web: Web, crawled: Plan, landed: Landed, tmp_path: Path
) -> None:
    archive = tmp_path / "unrendered.warc.gz"
    with LandingWriter(archive, source_id="x", run_id="y", as_of=crawled.as_of) as writer:
        for one in landed.responses:
            if one.how is not None and one.message.header(MARK) is None:
                parts = (one.message.status, one.message.headers, one.message.body)
                writer.write_response(ReceivedResponse(one.url, crawled.as_of, *parts), one.how)
    for file in (archive, crawled.landing_file):
        plan = browser_plan(web, tmp_path / file.stem, replay=[file])
        late = {"as_of": crawled.as_of.replace(hour=20)}
        only = {"discover": (), "crawl": plan.source.crawl}
        source = plan.source.model_copy(update=only)
        plan = plan.model_copy(update=late | {"source": source, "leftover": (f"{SITE}/1.html",)})
        before = len(web.requests)
        crawl_blocking(plan)
        assert len(web.requests) == before
        (again,) = [p for p in read_landing(plan.landing_file) if isinstance(p, RawPage)]
        assert "港口停工第二天" in again.body.decode()


@needs_browser
def test_the_newsroom_has_such_a_page(tmp_path: Path) -> None:
    url = "http://www.lanting-tech.example/interactive/2026/0113-timeline.html"
    with Newsroom(load_world()) as newsroom:
        newsroom.now = newsroom.world.days[-1]
        source = a_source("www.lanting-tech.example", render="browser")
        plan = a_plan(None, source, tmp_path, as_of=newsroom.now, leftover=[url])
        network = plan.network.model_copy(update={"proxy": newsroom.proxy_url, "timeout": 10.0})
        crawl_blocking(plan.model_copy(update={"network": network}))
    (filled,) = [p for p in read_landing(plan.landing_file) if isinstance(p, RawPage)]
    document = clean_page(filled, plan.source)
    assert isinstance(document, Document), document
    assert document.published_precision == "minute"


def test_without_a_browser_the_fate_says_what_to_install(web: Web, tmp_path: Path) -> None:
    web.serve({f"{SITE}{path}": answer for path, answer in (PAGES | OTHERS).items()})
    plan = browser_plan(web, tmp_path)
    file = tmp_path / "plan.json"
    file.write_text(plan.model_dump_json())
    command = [sys.executable, "-m", "crawlers.process", str(file)]
    environment = os.environ | {"AFTERMATH_CHROMIUM": "/nowhere/chromium"}
    subprocess.run(command, env=environment, check=True, timeout=60, capture_output=True)
    landed = Landed(plan.landing_file)
    outcome, detail = landed.outcome(f"{SITE}/1.html")
    assert outcome is Outcome.NEEDS_BROWSER
    assert "install" in detail or "extra" in detail
    assert len(detail.splitlines()) == 1
    roles = [r.how.role for r in landed.responses if r.how and r.url == f"{SITE}/1.html"]
    assert roles == ["unrendered"]


def test_a_page_that_was_to_be_filled_when_the_crawl_was_killed_is_interrupted(
    tmp_path: Path,
) -> None:
    file = tmp_path / "js.warc.gz"
    writer = LandingWriter(file, source_id="js", run_id="run-1", as_of=AS_OF)
    writer.write_planned([f"{SITE}/1.html"])
    for path, role in (("/1.html", "unrendered"), ("/app.js", "resource"), ("/2.js", "resource")):
        response = ReceivedResponse(f"{SITE}{path}", AS_OF, 200, [], b"content")
        writer.write_response(response, HowFound(via="", role=role))
    writer._file.close()  # as a kill leaves it
    recovery = recover(tmp_path / "js.warc.gz.open", AS_OF)
    assert [(f.url, f.outcome) for f in recovery.fates] == [(f"{SITE}/1.html", Outcome.INTERRUPTED)]
