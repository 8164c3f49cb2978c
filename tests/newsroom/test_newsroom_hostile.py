import http.client
import zlib
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from flows.newsroom.hostile import BOMB_BYTES, CORNERS, HOST, HUGE_BYTES, SOURCES, respond_hostile
from flows.newsroom.server import Newsroom
from flows.newsroom.site import Answer, Request, Transfer, respond
from flows.newsroom.world import World, load_world

NOW = datetime(2026, 1, 7, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def get(world: World, path: str) -> Answer:
    return respond_hostile(world, Request(f"http://{HOST}{path}"), NOW)


def test_the_hostile_host_is_there_only_when_asked_for(world: World) -> None:
    assert respond(world, Request(f"http://{HOST}/"), NOW).status == 502
    assert get(world, "/").status == 200
    usual = Request("http://www.chenjiang-news.example/rss/news.xml")
    assert respond_hostile(world, usual, NOW) == respond(world, usual, NOW)


def test_its_source_file_lies_apart(world: World) -> None:
    assert [file.stem for file in SOURCES.glob("*.yaml")] == ["hostile"]


def test_the_listing_leads_to_every_page(world: World) -> None:
    body = get(world, "/").body.decode()
    assert all(f'href="{c.path}"' in body for c in CORNERS if not c.is_feed)


def test_the_bomb_is_small_until_it_is_unpacked(world: World) -> None:
    packed = get(world, "/bomb").body
    assert len(packed) < 1 << 20
    unpacker = zlib.decompressobj(31)
    assert len(unpacker.decompress(packed, 64 << 20)) == 64 << 20
    assert BOMB_BYTES > 64 << 20


def test_the_other_corners_are_what_they_are_called(world: World) -> None:
    assert len(get(world, "/huge").body) > HUGE_BYTES
    assert get(world, "/endless").transfer is Transfer.ENDLESS
    assert get(world, "/drip").transfer is Transfer.DRIP
    assert get(world, "/disguised").header("Content-Type") == "text/html; charset=utf-8"
    assert get(world, "/patience").header("Retry-After") == "1"
    assert get(world, "/to-metadata").header("Location") == "http://169.254.169.254/latest/"
    assert b"<!ENTITY a9" in get(world, "/entities.xml").body


def test_endless_bodies_end_when_the_client_leaves(world: World) -> None:
    with Newsroom(world, now=NOW, respond=respond_hostile) as newsroom:
        connection = http.client.HTTPConnection(urlsplit(newsroom.proxy_url).netloc, timeout=5)
        connection.request("GET", f"http://{HOST}/endless")
        response = connection.getresponse()
        assert response.headers["Content-Length"] is None
        assert len(response.read(1 << 20)) == 1 << 20
        response.close()
        connection.close()


def test_a_dropped_connection_says_nothing(world: World) -> None:
    with Newsroom(world, now=NOW, respond=respond_hostile) as newsroom:
        connection = http.client.HTTPConnection(urlsplit(newsroom.proxy_url).netloc, timeout=5)
        connection.request("GET", f"http://{HOST}/hang-up")
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()
        connection.close()
