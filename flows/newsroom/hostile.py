"""A host that does to crawlers what hostile or broken servers do; not part of the newsroom unless asked for.

Every address names the fate that a careful crawler ends with.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from flows.newsroom.site import Answer, Request, Transfer, respond
from flows.newsroom.world import World
from warehouse.records import Outcome

HOST = "hostile.example"
SOURCES = Path(__file__).parent / "hostile_source"
BOMB_BYTES = 256 << 20  # unpacked; packed 250 KB
HUGE_BYTES = 24 << 20
_HTML = ("Content-Type", "text/html; charset=utf-8")
_XML = ("Content-Type", "application/rss+xml; charset=utf-8")
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(2048)


@dataclass(frozen=True, slots=True)
class Corner:
    """One hostile address."""

    path: str
    outcome: Outcome  # of a careful crawl
    answer: Callable[[], Answer]
    is_feed: bool = False  # asked for as a feed, not as a page


def respond_hostile(world: World, request: Request, now: datetime) -> Answer:
    """Answer as `respond` does, with the hostile host added to the web."""
    parts = urlsplit(request.url)
    if parts.hostname != HOST:
        return respond(world, request, now)
    if parts.path == "/robots.txt":
        return Answer(200, (("Content-Type", "text/plain"),), b"User-agent: *\nDisallow:\n")
    if parts.path == "/":
        return _page(_listing())
    corner = next((c for c in CORNERS if c.path == parts.path), None)
    return corner.answer() if corner else Answer(404, (_HTML,), b"<h1>404</h1>")


def _page(body: bytes, *headers: tuple[str, str], status: int = 200) -> Answer:
    return Answer(status, (_HTML, *headers), body)


def _redirect(target: str) -> Callable[[], Answer]:
    return lambda: Answer(302, (("Location", target), _HTML))


def _listing() -> bytes:
    pages = (corner for corner in CORNERS if not corner.is_feed)
    links = "".join(f'<li><a href="{c.path}">小米 大熊 {c.path[1:]}</a></li>' for c in pages)
    return f"<!DOCTYPE html><title>hostile</title><ul>{links}</ul>".encode()


@lru_cache(maxsize=1)
def _packed_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(BOMB_BYTES >> 20)) + packer.flush()


def _bomb() -> Answer:
    return _page(_packed_bomb(), ("Content-Encoding", "gzip"))


def _huge() -> Answer:
    return _page(b"<p>" + b"x" * HUGE_BYTES)


def _endless() -> Answer:
    return Answer(200, (_HTML,), b"<p>" + b"again and " * 6000, Transfer.ENDLESS)


def _drip() -> Answer:
    return Answer(200, (_HTML,), transfer=Transfer.DRIP)


def _drop() -> Answer:
    return Answer(0, transfer=Transfer.DROP)


def _entity_bomb() -> Answer:
    entities = '<!ENTITY a0 "小米大熊">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
    )
    item = "<item><title>&a9;</title><link>http://hostile.example/huge</link></item>"
    return _feed(f"<!DOCTYPE rss [{entities}]>", item)


def _external_entity() -> Answer:
    item = "<item><title>&file;</title><link>http://hostile.example/picture</link></item>"
    return _feed('<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname">]>', item)


def _feed(doctype: str, item: str) -> Answer:
    head = f'<?xml version="1.0" encoding="utf-8"?>{doctype}<rss version="2.0"><channel>'
    return Answer(200, (_XML,), f"{head}<title>bomb</title>{item}</channel></rss>".encode())


def _deep() -> Answer:
    return _page(b"<div>" * 200_000 + "小米与大熊".encode())


CORNERS = (
    Corner("/to-loopback", Outcome.REFUSED_ADDRESS, _redirect("http://127.0.0.1/")),
    Corner("/to-private", Outcome.REFUSED_ADDRESS, _redirect("http://10.0.0.1/admin")),
    Corner("/to-metadata", Outcome.REFUSED_ADDRESS, _redirect("http://169.254.169.254/latest/")),
    Corner("/to-number", Outcome.REFUSED_ADDRESS, _redirect("http://2130706433/")),
    Corner("/to-six", Outcome.REFUSED_ADDRESS, _redirect("http://[::1]/")),
    Corner("/to-file", Outcome.REFUSED_SCHEME, _redirect("file:///etc/hostname")),
    Corner("/to-script", Outcome.REFUSED_SCHEME, _redirect("javascript:alert(1)")),
    Corner("/loop", Outcome.REDIRECT_LOOP, _redirect("/loop-back")),
    Corner("/loop-back", Outcome.REDIRECT_LOOP, _redirect("/loop")),
    Corner("/bomb", Outcome.TOO_LARGE, _bomb),
    Corner("/huge", Outcome.TOO_LARGE, _huge),
    Corner("/endless", Outcome.TOO_LARGE, _endless),
    Corner("/drip", Outcome.TIMED_OUT, _drip),
    Corner("/hang-up", Outcome.CONNECTION_ERROR, _drop),
    Corner("/empty", Outcome.EMPTY_BODY, lambda: _page(b"")),
    Corner(
        "/picture",
        Outcome.WRONG_TYPE,
        lambda: Answer(200, (("Content-Type", "image/png"),), _PNG),
    ),
    Corner("/disguised", Outcome.WRONG_TYPE, lambda: _page(_PNG)),
    Corner("/broken", Outcome.HTTP_ERROR, lambda: _page(b"<h1>500</h1>", status=500)),
    Corner(
        "/patience",
        Outcome.HTTP_ERROR,
        lambda: _page(b"<h1>429</h1>", ("Retry-After", "1"), status=429),
    ),
    Corner("/deep", Outcome.FETCHED, _deep),  # cleaning it must end in a rejection
    Corner("/entities.xml", Outcome.WRONG_TYPE, _entity_bomb, is_feed=True),
    Corner("/external.xml", Outcome.WRONG_TYPE, _external_entity, is_feed=True),
)
