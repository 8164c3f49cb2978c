"""WARC files that others made: every shape that ingest meets."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.landing import (
    Damage,
    read_landing,
)
from warehouse.records import RawPage

# warcio's writer leaves its temporary files to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

URL = "http://news.example/a.html"
HTML = "<html><body>小米回应</body></html>".encode("gb18030") * 10
DATE = "2026-01-04T05:06:07Z"


def _write(
    path: Path, *makers: Callable[[WARCWriter], Any], gz: bool = True, version: str = "1.0"
) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gz, warc_version=version)
        for make in makers:
            writer.write_record(make(writer))
    return path


def _response(
    payload: bytes = HTML,
    headers: tuple[tuple[str, str], ...] = (),
    url: str = URL,
    date: str = DATE,
) -> Callable[[WARCWriter], Any]:
    def make(writer: WARCWriter) -> Any:
        http = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1"
        )
        return writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(payload),
            http_headers=http,
            warc_headers_dict={"WARC-Date": date},
        )

    return make


def _pages(path: Path) -> list[RawPage]:
    entries = list(read_landing(path))
    assert all(isinstance(entry, RawPage) for entry in entries), entries
    return [entry for entry in entries if isinstance(entry, RawPage)]


def _damage(path: Path) -> str:
    [damage] = read_landing(path)
    assert isinstance(damage, Damage)
    return damage.reason


@pytest.mark.parametrize("gz", [True, False])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_both_versions_plain_and_packed(tmp_path: Path, gz: bool, version: str) -> None:
    path = _write(tmp_path / "a", _response(), _response(b"two"), gz=gz, version=version)
    pages = _pages(path)
    assert [page.body for page in pages] == [HTML, b"two"]
    assert pages[0].fetched_at == datetime(2026, 1, 4, 5, 6, 7, tzinfo=UTC)
    assert (pages[0].url, pages[0].source_id, pages[0].via, pages[0].status) == (URL, "", "", 200)
    assert pages[0].capture is not None
    assert pages[0].capture.digest.startswith("sha1:")


CHUNKED = b"5\r\n<html\r\n3;x=y\r\n>ok\r\n0\r\n\r\n"
CODINGS = {
    "gzip": gzip.compress(HTML, mtime=0),
    "x-gzip": gzip.compress(HTML[:100], mtime=0) + gzip.compress(HTML[100:], mtime=0),
    "deflate": zlib.compress(HTML),
    "Deflate": zlib.compress(HTML)[2:-4],
    "br": brotli.compress(HTML),
    "zstd": zstd.compress(HTML),
    "identity": HTML,
    "deflate, gzip": gzip.compress(zlib.compress(HTML), mtime=0),
    "GZIP": HTML,  # the crawler undid the coding and kept the header
    "BR": HTML,
    "DEFLATE": HTML,
    "ZSTD": HTML,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_content_codings_are_undone(tmp_path: Path, coding: str) -> None:
    path = _write(tmp_path / "a", _response(CODINGS[coding], (("Content-Encoding", coding),)))
    assert [page.body for page in _pages(path)] == [HTML]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (CHUNKED, b"<html>ok"),
        (CHUNKED[:-5], b"<html>ok"),
        (HTML, HTML),
        (b"", b""),
        (b"%x\r\n" % len(CODINGS["gzip"]) + CODINGS["gzip"] + b"\r\n0\r\n\r\n", HTML),
    ],
)
def test_chunks_are_joined(tmp_path: Path, payload: bytes, expected: bytes) -> None:
    headers = [("Transfer-Encoding", "chunked")]
    if expected == HTML and payload != HTML:
        headers.append(("Content-Encoding", "gzip"))
    [page] = _pages(_write(tmp_path / "a", _response(payload, tuple(headers))))
    assert page.body == expected
    assert page.header("transfer-encoding") is None


@pytest.mark.parametrize(
    ("payload", "headers", "reason"),
    [
        (b"10\r\nshort", {"Transfer-Encoding": "chunked"}, "breaks off"),
        (CODINGS["gzip"][:-9], {"Content-Encoding": "gzip"}, "breaks off"),
        (CODINGS["gzip"][:20] + b"\0\0" + CODINGS["gzip"][22:], {"Content-Encoding": "gzip"}, ""),
        (CODINGS["br"][:-3], {"Content-Encoding": "br"}, "br"),
        (CODINGS["zstd"][:-3], {"Content-Encoding": "zstd"}, "breaks off"),
        (b"\x99nonsense", {"Content-Encoding": "deflate"}, "deflate"),
        (HTML, {"Content-Encoding": "sdch"}, "sdch"),
    ],
)
def test_bodies_that_cannot_be_decoded_are_damage(
    tmp_path: Path, payload: bytes, headers: dict[str, str], reason: str
) -> None:
    assert reason in _damage(_write(tmp_path / "a", _response(payload, tuple(headers.items()))))


def _bomb(coding: str, size: int) -> bytes:
    zeros = b"\0" * size
    match coding:
        case "deflate":
            return zlib.compress(zeros, 1)
        case "br":
            packed: bytes = brotli.compress(zeros, quality=1)
            return packed
        case "zstd":
            return zstd.compress(zeros)
        case "gzip":
            return gzip.compress(zeros, 1)
    return gzip.compress(gzip.compress(zeros, 1), 9)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_bomb_is_damage_and_takes_bounded_memory(tmp_path: Path, coding: str) -> None:
    packed = _bomb(coding, 300 << 20)
    path = _write(tmp_path / "a", _response(packed, (("Content-Encoding", coding),)))
    tracemalloc.start()
    try:
        assert "inflates beyond" in _damage(path)
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()


def test_the_shape_of_cc_news(tmp_path: Path) -> None:
    """News archives hold a request and a metadata record with each response, and decoded bodies."""

    def request(writer: WARCWriter) -> Any:
        http = StatusAndHeaders(
            "GET /a.html HTTP/1.1", [("Host", "news.example")], is_http_request=True
        )
        return writer.create_warc_record(URL, "request", http_headers=http)

    def metadata(writer: WARCWriter) -> Any:
        return writer.create_warc_record(
            URL,
            "metadata",
            payload=BytesIO(b"fetchTimeMs: 12\r\n"),
            warc_content_type="application/warc-fields",
        )

    kept = (("X-Crawler-Content-Encoding", "gzip"), ("X-Crawler-Transfer-Encoding", "chunked"))
    path = _write(
        tmp_path / "CC-NEWS-20260104.warc.gz",
        lambda writer: writer.create_warcinfo_record("CC-NEWS", {"software": "news-crawl"}),
        request,
        _response(HTML, (*kept, ("Content-Length", str(len(HTML))))),
        metadata,
    )
    [page] = _pages(path)
    assert (page.body, page.source_id) == (HTML, "")


def test_revisits_are_resolved_in_the_file(tmp_path: Path) -> None:
    def revisit(writer: WARCWriter) -> Any:
        digest = original.rec_headers.get_header("WARC-Payload-Digest")
        return writer.create_revisit_record("http://news.example/b.html", digest, URL, DATE)

    with (tmp_path / "a").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        original = _response()(writer)
        writer.write_record(original)
        writer.write_record(revisit(writer))
    pages = _pages(tmp_path / "a")
    assert [page.url for page in pages] == [URL, "http://news.example/b.html"]
    assert pages[1].body == HTML
    alone = _write(tmp_path / "b", revisit)
    assert "revisit" in _damage(alone)
    assert "http://news.example/b.html" in _damage(alone)


def test_html_resources_are_pages_and_other_records_are_not(tmp_path: Path) -> None:
    def resource(url: str, kind: str) -> Callable[[WARCWriter], Any]:
        return lambda writer: writer.create_warc_record(
            url, "resource", payload=BytesIO(HTML), warc_content_type=kind
        )

    path = _write(
        tmp_path / "a",
        resource(URL, "text/html; charset=gbk"),
        resource("http://news.example/a.png", "image/png"),
        resource("dns:news.example", "text/dns"),
    )
    [page] = _pages(path)
    assert (page.url, page.body, page.header("content-type")) == (
        URL,
        HTML,
        "text/html; charset=gbk",
    )
