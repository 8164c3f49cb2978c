import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from flows.newsroom.server import Newsroom
from flows.newsroom.world import World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def newsroom(world: World) -> Iterator[Newsroom]:
    with Newsroom(world, now=world.days[3]) as newsroom:
        yield newsroom


def ask(
    newsroom: Newsroom, target: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(newsroom.proxy_url).netloc, timeout=5)
    try:
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_it_answers_as_a_proxy(newsroom: Newsroom) -> None:
    response, body = ask(newsroom, "http://www.chenjiang-news.example/rss/news.xml")
    assert response.status == 200
    assert b"<rss" in body


def test_it_answers_as_the_host_itself(newsroom: Newsroom) -> None:
    response, body = ask(newsroom, "/atom.xml", Host="www.guchuan-weekly.example")
    assert response.status == 200
    assert b"<feed" in body


def test_an_unknown_host_is_a_bad_gateway(newsroom: Newsroom) -> None:
    assert ask(newsroom, "http://www.nowhere.example/")[0].status == 502


def test_a_head_request_has_no_body(newsroom: Newsroom) -> None:
    response, body = ask(newsroom, "http://www.lanting-tech.example/", "HEAD")
    assert response.status == 200
    assert int(response.headers["Content-Length"]) > 1000
    assert body == b""


def test_moving_the_clock_moves_the_news(newsroom: Newsroom, world: World) -> None:
    url = "http://www.lanting-tech.example/a/2026/0302-6231.html"
    assert ask(newsroom, url)[0].status == 404
    newsroom.now = world.days[-1]
    assert ask(newsroom, url)[0].status == 200
    newsroom.now = world.days[3]


def test_what_was_asked_is_written_down(newsroom: Newsroom) -> None:
    ask(newsroom, "http://www.lanting-tech.example/?remember=me")
    assert newsroom.exchanges[-1].url.endswith("/?remember=me")
    assert newsroom.exchanges[-1].size > 1000
