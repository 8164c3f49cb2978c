"""What is written into landing is read back, by us and by others."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from fastwarc.warc import ArchiveIterator as FastwarcIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.checker import Checker

from warehouse.landing import (
    ArchivedResponse,
    HowFound,
    LandingError,
    LandingWriter,
    ReceivedResponse,
    read_landing,
    read_one,
    read_responses,
)
from warehouse.records import Fate, Outcome, RawPage, Sighting

NOW = datetime(2026, 1, 4, 3, 4, 5, 123456, tzinfo=UTC)
URL = "http://news.example/a.html"
PAGE = ReceivedResponse(
    URL, NOW, 200, [(b"Content-Type", b"text/html")], "<p>消息</p>".encode(), "OK", "192.0.2.7"
)
HOW = HowFound("rss", "http://news.example/feed", incidents=("xiaomi",), requested_url=URL)
FATE = Fate(URL, "example", "run-1", Outcome.FETCHED, "", 200, NOW, etag='"1"')
SIGHTING = Sighting(
    URL, "example", "小米 “回应”", NOW, "rss", "run-1", "http://news.example/feed", NOW
)


def land(path: Path) -> LandingWriter:
    return LandingWriter(
        path, source_id="example", run_id="run-1", as_of=NOW, plan_digest="sha256:0"
    )


def warcio_check(path: Path) -> int:
    """Return the exit status of `warcio check`."""
    status: int = Checker(SimpleNamespace(verbose=False, inputs=[str(path)])).process_all()
    return status


def test_everything_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "example.warc.gz"
    with land(path) as writer:
        writer.write_planned(["http://news.example/feed"], "discovery")
        writer.write_sightings("http://news.example/feed", [SIGHTING, replace(SIGHTING, title="")])
        capture = writer.write_response(PAGE, HOW)
        writer.write_fate(FATE)
    sightings, page, fate = [], None, None
    for entry in read_landing(path, name="2026/example.warc.gz"):
        match entry:
            case Sighting():
                sightings.append(entry)
            case RawPage():
                page = entry
            case Fate():
                fate = entry
    assert sightings == [SIGHTING, replace(SIGHTING, title="")]
    assert fate == FATE
    assert page == RawPage(
        url=URL,
        source_id="example",
        fetched_at=NOW,
        status=200,
        headers=(("Content-Type", "text/html"),),
        body=PAGE.body,
        run_id="run-1",
        via="rss",
        capture=replace(capture, file="2026/example.warc.gz"),
    )


def test_how_found_and_place_come_back(tmp_path: Path) -> None:
    path = tmp_path / "example.warc.gz"
    with land(path) as writer:
        writer.write_response(
            replace(PAGE, url="http://news.example/robots.txt"), HowFound("", role="robots")
        )
        writer.write_response(replace(PAGE, body=b"<rss/>"), HowFound("", role="discovery"))
        capture = writer.write_response(PAGE, HOW)
    assert [page.body for page in read_landing(path) if isinstance(page, RawPage)] == [PAGE.body]
    roles = [r.how.role for r in read_responses(path) if isinstance(r, ArchivedResponse) and r.how]
    assert roles == ["robots", "discovery", "page"]
    found = read_one(path, capture)
    assert (found.how, found.message.body, found.page().body) == (HOW, PAGE.body, PAGE.body)
    for wrong in (replace(capture, digest="sha256:0"), replace(capture, offset=capture.offset + 1)):
        with pytest.raises(LandingError):
            read_one(path, wrong)


def test_warcio_and_fastwarc_read_it_too(tmp_path: Path) -> None:
    path = tmp_path / "example.warc.gz"
    chunked = replace(PAGE, headers=[("Transfer-Encoding", "chunked"), ("Content-Length", "7")])
    posted = replace(PAGE, method="POST", request_body=b"q=1")
    with land(path) as writer:
        for page in (PAGE, chunked, posted):
            writer.write_response(page, HOW)
        writer.write_sightings("", [])
        writer.write_fate(FATE)
    assert warcio_check(path) == 0
    with path.open("rb") as file:
        responses = [r for r in WarcioIterator(file) if r.rec_type == "response"]
        assert len(responses) == 3
    with path.open("rb") as file:
        bodies = [
            r.content_stream().read() for r in WarcioIterator(file) if r.rec_type == "response"
        ]
    assert bodies == [PAGE.body] * 3
    with path.open("rb") as file:
        kinds = [str(record.record_type) for record in FastwarcIterator(file)]
    expected = ["warcinfo", *["response", "metadata"] * 3, "request", "metadata", "metadata"]
    assert [kind.rsplit(".", 1)[-1] for kind in kinds] == expected


def test_no_other_record_bears_the_url_of_a_page(tmp_path: Path) -> None:
    """Else pywb would offer metadata as captures of the page."""
    path = tmp_path / "example.warc.gz"
    with land(path) as writer:
        writer.write_response(PAGE, HOW)
        writer.write_sightings(URL, [SIGHTING])
        writer.write_fate(FATE)
    with path.open("rb") as file:
        uris = [record.rec_headers["WARC-Target-URI"] for record in WarcioIterator(file)]
    assert uris.count(URL) == 1
    assert [uri for uri in uris if uri and not uri.startswith("urn:")] == [URL]


def test_warcio_check_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "example.warc.gz"
    with land(path) as writer:
        writer.write_response(PAGE, HOW)
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(path.read_bytes()).replace(b"<p>", b"<q>"))
    assert warcio_check(plain) == 1


def test_misleading_headers_are_renamed(tmp_path: Path) -> None:
    path = tmp_path / "example.warc.gz"
    headers: list[tuple[str | bytes, str | bytes]] = [
        ("Transfer-Encoding", "chunked"),
        ("content-length", "99"),
        ("Content-Length", str(len(PAGE.body))),
        ("Content-Encoding", "identity"),
        ("bad name", "x"),
        (b"X-Evil", b"a\r\nWARC-Type: fake\r\n\r\nb"),
        (b"X-Bytes", "新".encode("gbk")),
    ]
    with land(path) as writer:
        writer.write_response(replace(PAGE, headers=headers, reason="O\r\nK"), HOW)
    [page] = [page for page in read_landing(path) if isinstance(page, RawPage)]
    assert page.headers == (
        ("X-Crawler-Transfer-Encoding", "chunked"),
        ("X-Crawler-content-length", "99"),
        ("Content-Length", str(len(PAGE.body))),
        ("Content-Encoding", "identity"),
        ("X-Crawler-Malformed", "bad name: x"),
        ("X-Evil", "a WARC-Type: fake b"),
        ("X-Bytes", "新".encode("gbk").decode("latin-1")),
    )
    assert warcio_check(path) == 0


HEADER = st.tuples(st.text() | st.binary(), st.text() | st.binary())
TEXT = st.text(st.characters(codec=None))


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=40), st.lists(HEADER, max_size=4), st.binary(max_size=300), TEXT
        ),
        max_size=4,
    )
)
def test_nothing_hostile_breaks_a_record(
    pages: list[tuple[str, list[tuple[str | bytes, str | bytes]], bytes, str]],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.warc.gz"
        with land(path) as writer:
            for tail, headers, body, reason in pages:
                plain = [
                    pair
                    for pair in headers
                    if _name(pair[0]) not in ("content-encoding", "transfer-encoding")
                ]
                response = ReceivedResponse("http://a/" + tail, NOW, 200, plain, body, reason)
                writer.write_response(response, replace(HOW, found_on=tail, requested_url=""))
                writer.write_sightings(tail, [replace(SIGHTING, url=tail, title=reason)])
                writer.write_fate(replace(FATE, detail=reason))
        entries = list(read_landing(path))
        assert [e.body for e in entries if isinstance(e, RawPage)] == [page[2] for page in pages]
        assert [e.title for e in entries if isinstance(e, Sighting)] == [page[3] for page in pages]
        assert [e.detail for e in entries if isinstance(e, Fate)] == [page[3] for page in pages]
        assert len(entries) == 3 * len(pages)
        assert warcio_check(path) == 0


def _name(name: str | bytes) -> str:
    text = name if isinstance(name, str) else name.decode("latin-1")
    return text.strip().lower()


@settings(max_examples=40)
@given(st.from_regex(r"https?://[a-z]{1,9}\.example/[!-;=?-~]{0,40}", fullmatch=True))
def test_urls_come_back(url: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.warc.gz"
        with land(path) as writer:
            writer.write_response(replace(PAGE, url=url), HOW)
        assert [page.url for page in read_landing(path) if isinstance(page, RawPage)] == [url]
