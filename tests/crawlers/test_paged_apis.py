"""JSON APIs that go on by an offset, by a cursor in the address or the body, or by an address in the answer."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawlers.process import crawl_blocking
from crawlers.source import Discovery
from tests.crawlers.web import Answer, Landed, Request, Web, a_plan, a_source, page
from warehouse.records import Outcome

SITE = "http://api.example"
API = f"{SITE}/list"
ADDRESSES = [f"{SITE}/a/{number}.html" for number in range(6)]


def _page(start: int, **more: Any) -> Answer:
    items = [{"link": address} for address in ADDRESSES[start : start + 2]]
    content = json.dumps({"items": items} | more)
    return Answer(content, headers={"Content-Type": "application/json"})


def _by_offset(request: Request) -> Answer:
    asked = parse_qs(urlsplit(request.url).query)
    return _page(int(asked.get("offset", ["0"])[0]))


def _by_cursor(request: Request) -> Answer:
    sent = json.loads(request.body) if request.body else {}
    asked = parse_qs(urlsplit(request.url).query).get("after", [sent.get("after")])[0]
    start = int(asked.split("=")[1]) if asked else 0
    return _page(start, paging={"after": f'"&n={start + 2}' if start < 4 else None})


def _by_address(request: Request) -> Answer:
    start = int(parse_qs(urlsplit(request.url).query).get("p", ["0"])[0])
    return _page(start, links={"next": f"/list?p={start + 2}" if start < 4 else ""})


POST = {"method": "POST", "body": '{"after": ""}'}
CURSOR = {"cursor": "paging.after"}
WAYS: dict[str, tuple[Any, dict[str, Any], dict[str, Any]]] = {
    "offset": (_by_offset, {"url": API + "?offset={page}", "first": 2, "step": 2}, {}),
    "cursor": (_by_cursor, {"url": API + "?after={cursor}", **CURSOR}, {}),
    "cursor in the body": (_by_cursor, {"body": '{"after": "{cursor}"}', **CURSOR}, POST),
    "address": (_by_address, {"next": "links.next"}, {}),
}


@pytest.mark.parametrize("name", WAYS)
def test_an_api_is_asked_page_by_page(name: str, web: Web, tmp_path: Path) -> None:
    answer, pages, more = WAYS[name]

    def any_page(request: Request) -> Answer:
        return answer(request) if urlsplit(request.url).path == "/list" else page("海滨港")

    web.answers = _Everything(any_page)
    way = {"json": API, "items": "items", "url": "link", "pages": pages, **more}
    plan = a_plan(web, a_source("api.example", way), tmp_path)
    crawl_blocking(plan)
    landed = Landed(plan.landing_file)
    assert {sighting.url for sighting in landed.sightings} == set(ADDRESSES)
    asked = [fate for fate in landed.fates if fate.role == "discovery"]
    assert len(asked) == (4 if name == "offset" else 3), "an offset ends with a page of nothing"


def test_an_empty_list_in_a_page_for_scripts_was_read(web: Web, tmp_path: Path) -> None:
    shell = '<div id=app></div><script>window.__DATA__ = {"items": []};</script><script src=/a.js></script>'
    web.answers = {API: Answer(f"<html><body>{shell}</body></html>")}
    way = {"json": API, "embedded": r"__DATA__ = (\{.*\})", "items": "items", "url": "link"}
    plan = a_plan(web, a_source("api.example", way), tmp_path)
    crawl_blocking(plan)
    ended = {fate.outcome for fate in Landed(plan.landing_file).fates if fate.role == "discovery"}
    assert ended == {Outcome.FETCHED}


class _Everything(dict[str, Any]):
    """Answers to every address alike, robots.txt excepted."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self._answer = answer

    def get(self, url: str, default: Any = None) -> Any:
        return default if url.endswith("/robots.txt") else self._answer


@pytest.mark.parametrize(
    ("pages", "mistake"),
    [
        ({}, "exactly one of next, url, body"),
        ({"next": "a", "url": "http://a.example/{page}"}, "exactly one of next, url, body"),
        ({"next": "a..b"}, "pages: next:"),
        ({"next": "a", "cursor": "b"}, "cursor needs url or body"),
        ({"url": "http://a.example/{page}", "cursor": "b"}, "url must contain {cursor}"),
        ({"body": "{}"}, "body must contain {page}"),
        ({"body": "{page}"}, "body needs method: POST"),
        ({"url": "http://a.example/{page}", "step": 0}, "step"),
    ],
)
def test_pages_that_cannot_be_asked_are_mistakes(pages: dict[str, Any], mistake: str) -> None:
    with pytest.raises(ValueError, match=mistake):
        Discovery.model_validate({"json": API, "items": "items", "url": "link", "pages": pages})


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
def test_feeds_have_no_next_page(kind: str) -> None:
    with pytest.raises(ValueError, match="no next page"):
        Discovery.model_validate({kind: API, "pages": {"next": "a"}})
