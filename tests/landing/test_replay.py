"""A real crawl, in a process of its own, answered from archives and from nothing else."""

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request

from crawlers.replay import is_unchanged, replay_settings
from warehouse.archive_http import HttpMessage
from warehouse.archive_index import ReplayIndex, tolerant_url
from warehouse.landing import HowFound, LandingError, LandingWriter, ReceivedResponse

DAY = datetime(2026, 1, 4, tzinfo=UTC)
URL = "https://news.example/a.html"
HTML = [("Content-Type", "text/html; charset=utf-8")]


def _page(body: bytes, day: int = 0, **more: Any) -> ReceivedResponse:
    page = ReceivedResponse(URL, DAY + timedelta(days=day), 200, HTML, body)
    return replace(page, **more)


def _archive(path: Path, *responses: ReceivedResponse) -> Path:
    with LandingWriter(path, source_id="example", run_id="run-1", as_of=DAY) as writer:
        for response in responses:
            writer.write_response(response, HowFound("rss"))
    return path


def _body(index: ReplayIndex, url: str = URL, day: float = 9, **more: Any) -> bytes | None:
    answer = index.find(url, DAY + timedelta(days=day), **more)
    return answer.message.body if answer else None


def test_the_newest_capture_not_later_than_the_run_answers(tmp_path: Path) -> None:
    first = _archive(tmp_path / "1.warc.gz", _page(b"monday", 0), _page(b"wednesday", 2))
    second = _archive(tmp_path / "2.warc.gz", _page(b"tuesday", 1), _page(b"", 3, status=304))
    index = ReplayIndex([first, second])
    assert len(index) == 3
    answers = [_body(index, day=day) for day in (-1, 0, 0.9, 1, 2, 5)]
    assert answers == [None, b"monday", b"monday", b"tuesday", b"wednesday", b"wednesday"]


def test_the_very_url_comes_before_its_variants(tmp_path: Path) -> None:
    path = _archive(
        tmp_path / "1.warc.gz",
        _page(b"exact", 0),
        _page(b"variant", 1, url="http://news.example:80/a.html/"),
        _page(b"query", 1, url="http://news.example/b?q=%e5%b0%8f&r=%7E"),
    )
    index = ReplayIndex([path])
    assert _body(index) == b"exact"
    assert _body(index, "http://NEWS.example/a.html#top") == b"variant"
    assert _body(index, "https://news.example/b?q=小&r=~") == b"query"
    assert _body(index, "https://news.example/b?q=other") is None


@pytest.mark.parametrize(
    "variant",
    [
        "http://a.example/x",
        "https://a.example:443/x/",
        "http://A.example:80/%78#y",
        "http://a.example/x?",
    ],
)
def test_harmless_variants_are_one(variant: str) -> None:
    assert tolerant_url(variant) == tolerant_url("https://a.example/x")


def test_a_url_beyond_repair_is_just_missing(tmp_path: Path) -> None:
    index = ReplayIndex([_archive(tmp_path / "1.warc.gz", _page(b"x"))])
    assert _body(index, "http://[bad/") is None


def test_posts_are_told_apart_by_what_they_ask(tmp_path: Path) -> None:
    path = _archive(
        tmp_path / "1.warc.gz",
        _page(b"one", method="POST", request_body=b"page=1"),
        _page(b"two", method="POST", request_body=b"page=2"),
    )
    index = ReplayIndex([path])
    assert _body(index, method="POST", body=b"page=1") == b"one"
    assert _body(index, method="POST", body=b"page=2") == b"two"
    assert _body(index, method="POST", body=b"page=3") is None
    assert _body(index) is None
    plain = ReplayIndex([_archive(tmp_path / "2.warc.gz", _page(b"any"))])
    assert _body(plain, method="POST", body=b"page=3") == b"any"


def test_revisits_are_resolved_across_archives(tmp_path: Path) -> None:
    original = _archive(tmp_path / "1.warc.gz", _page(b"payload"))
    [digest] = [
        line.split(b": ")[1].strip()
        for line in gzip.decompress(original.read_bytes()).splitlines()
        if line.startswith(b"WARC-Payload-Digest")
    ]
    other = "http://other.example/"
    revisit = tmp_path / "2.warc"
    revisit.write_bytes(
        b"WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Date: 2026-01-06T00:00:00Z\r\nContent-Length: 0\r\n"
        b"WARC-Target-URI: "
        + other.encode()
        + b"\r\nWARC-Payload-Digest: "
        + digest
        + b"\r\n\r\n\r\n\r\n"
    )
    index = ReplayIndex([revisit, original])
    assert _body(index, other) == b"payload"
    assert _body(index, other, day=1) is None


@pytest.mark.parametrize(
    ("asked", "unchanged"),
    [
        ({"If-None-Match": '"7"'}, True),
        ({"If-None-Match": '"6", W/"7"'}, True),
        ({"If-None-Match": "*"}, True),
        ({"If-None-Match": '"6"'}, False),
        ({"If-None-Match": '"6"', "If-Modified-Since": "Sun, 04 Jan 2026 00:00:00 GMT"}, False),
        ({"If-Modified-Since": "Sun, 04 Jan 2026 00:00:00 GMT"}, True),
        ({"If-Modified-Since": "Mon, 05 Jan 2026 00:00:00 GMT"}, True),
        ({"If-Modified-Since": "Sat, 03 Jan 2026 00:00:00 GMT"}, False),
        ({"If-Modified-Since": "nonsense"}, False),
        ({}, False),
    ],
)
def test_conditional_requests(asked: dict[str, str], unchanged: bool) -> None:
    headers = (("ETag", '"7"'), ("Last-Modified", "Sun, 04 Jan 2026 00:00:00 GMT"))
    message = HttpMessage(200, "", headers, b"x")
    assert is_unchanged(Request(URL, headers=asked), message) is unchanged


def test_an_unreadable_archive_stops_the_crawl_before_it_starts(tmp_path: Path) -> None:
    with pytest.raises(LandingError, match="cannot be read"):
        replay_settings([tmp_path / "missing.warc.gz"], DAY)


SPIDER = """
import json, sys
from datetime import datetime
from pathlib import Path
import scrapy
from scrapy.crawler import CrawlerProcess
from crawlers.replay import replay_settings

class Spider(scrapy.Spider):
    name = "replayed"
    custom_settings = {
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 1,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_MAXSIZE": 10_000,
        "LOG_LEVEL": "WARNING",
    }

    async def start(self):
        for url, headers in json.loads(sys.argv[3]):
            yield scrapy.Request(url, headers=headers, errback=self.failed, dont_filter=True,
                                 meta={"asked": url, "handle_httpstatus_list": [404, 304, 503]})

    def parse(self, response):
        print(json.dumps([response.meta["asked"], response.url, response.status,
                          response.body.decode("latin-1"),
                          response.meta["captured_at"].isoformat(), type(response).__name__]))

    def failed(self, failure):
        print(json.dumps([failure.request.meta["asked"], failure.type.__name__]))

settings = replay_settings([Path(name) for name in json.loads(sys.argv[1])],
                           datetime.fromisoformat(sys.argv[2]))
process = CrawlerProcess(settings)
process.crawl(Spider)
process.start()
"""


def _crawl(files: list[Path], asked: list[tuple[str, dict[str, str]]]) -> dict[str, list[Any]]:
    as_of = (DAY + timedelta(days=5)).isoformat()
    child = subprocess.run(
        [
            sys.executable,
            "-c",
            SPIDER,
            json.dumps([str(f) for f in files]),
            as_of,
            json.dumps(asked),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "Traceback" not in child.stderr, child.stderr
    lines = [json.loads(line) for line in child.stdout.splitlines()]
    return {line[0]: line[1:] for line in lines}


def test_a_real_crawl_runs_on_archives_alone(tmp_path: Path) -> None:
    site = "https://news.example"
    robots = _page(b"User-agent: *\nDisallow: /private", url=f"{site}/robots.txt", headers=[])
    packed = gzip.compress(b"<html>packed</html>")
    archive = _archive(
        tmp_path / "1.warc.gz",
        robots,
        _page(b"<html>old</html>"),
        _page(b"<html>new</html>", 1, headers=[*HTML, ("ETag", '"7"')]),
        _page(b"<html>later</html>", 8),
        _page(b"secret", url=f"{site}/private/a"),
        _page(packed, url=f"{site}/packed", headers=[*HTML, ("Content-Encoding", "gzip")]),
        _page(b"<p>bare</p>", url=f"{site}/bare", headers=[*HTML, ("Content-Encoding", "gzip")]),
        _page(b"", url=f"{site}/moved", status=301, headers=[("Location", "/a.html")]),
        _page(b"down", url=f"{site}/down", status=503),
        _page(b"x" * 20_000, url=f"{site}/huge"),
    )
    one = (DAY + timedelta(days=1)).isoformat()
    five = (DAY + timedelta(days=5)).isoformat()
    asked = ["/a.html", "/private/a", "/packed", "/bare", "/moved", "/down", "/huge", "/missing"]
    answers = _crawl([archive], [(site + path, {}) for path in asked])
    zero = DAY.isoformat()
    assert answers == {
        URL: [URL, 200, "<html>new</html>", one, "HtmlResponse"],
        f"{site}/private/a": ["IgnoreRequest"],
        f"{site}/packed": [f"{site}/packed", 200, "<html>packed</html>", zero, "HtmlResponse"],
        f"{site}/bare": [f"{site}/bare", 200, "<p>bare</p>", zero, "HtmlResponse"],
        f"{site}/moved": [URL, 200, "<html>new</html>", one, "HtmlResponse"],
        f"{site}/down": [f"{site}/down", 503, "down", zero, "HtmlResponse"],
        f"{site}/huge": ["DownloadCancelledError"],
        f"{site}/missing": [
            f"{site}/missing",
            404,
            "not in the archives of this replay",
            five,
            "TextResponse",
        ],
    }
    answers = _crawl([archive], [(URL, {"If-None-Match": '"7"'})])
    assert answers[URL][1:3] == [304, ""]
