"""Archives that other tools made, replayed or taken in, in any order of days, once or twice."""

import base64
import gzip
import hashlib
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.worlds.pages import rss
from tests.worlds.recall import INCIDENT, outlet, page, report
from tests.worlds.world import Web, World

SITE = "https://www.jiang.example"
AT = datetime(2026, 3, 3, 8, tzinfo=UTC)


def body(number: int) -> bytes:
    return page(f"驰岚汽车消息{number}", report(number), "2026-03-03 09:12").encode()


def chunked(data: bytes) -> bytes:
    parts = (data[start : start + 500] for start in range(0, len(data), 500))
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


CODED = ("Content-Encoding", "gzip")
CHUNKED = ("Transfer-Encoding", "chunked")
BODIES: list[tuple[bytes, list[tuple[str, str]]]] = [
    (body(1), []),
    (gzip.compress(body(2)), [CODED]),
    (zlib.compress(body(3)), [("Content-Encoding", "deflate")]),
    (zlib.compress(body(4))[2:-4], [("Content-Encoding", "deflate")]),
    (chunked(body(5)), [CHUNKED]),
    (chunked(gzip.compress(body(6))), [CODED, CHUNKED]),
    (body(7), [CODED, CHUNKED]),  # undone before it was archived, the headers left as they were
]
REPEATED, PORT, TITLES = 8, 9, [f"驰岚汽车消息{number}" for number in range(1, 10)]
URLS = [f"{SITE}/a/{400_000 + number}.html" for number in range(1, 10)]


def write(path: Path, version: str, records: list[tuple[str, Any, list[tuple[str, str]]]]) -> Path:
    """Write an archive; a record whose body is a text refers to a payload of that digest."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz", warc_version=version)
        for url, data, headers in records:
            http = [("Content-Type", "text/html; charset=utf-8"), *headers]
            line = StatusAndHeaders("200 OK", http, protocol="HTTP/1.1")
            date = f"{AT:%Y-%m-%dT%H:%M:%SZ}"
            if isinstance(data, str):
                record = writer.create_revisit_record(url, data, SITE, date, http_headers=line)
                record.rec_headers.replace_header("WARC-Date", date)
            else:
                given = {"WARC-Date": date}
                record = writer.create_warc_record(
                    url, "response", BytesIO(data), http_headers=line, warc_headers_dict=given
                )
            writer.write_record(record)
            if record.raw_stream is not None:
                record.raw_stream.close()
    return path


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One archive without compression, and one whose last record is cut off; both are given, one twice."""
    root = tmp_path_factory.mktemp("archives")
    feed = rss((url, "驰岚") for url in URLS).encode()
    plain = [(f"{SITE}/rss.xml", feed, []), *((u, *b) for u, b in zip(URLS, BODIES, strict=False))]
    digest = f"sha1:{base64.b32encode(hashlib.sha1(body(REPEATED)).digest()).decode()}"
    more: list[tuple[str, Any, list[tuple[str, str]]]] = [
        (f"{SITE}/somewhere", body(REPEATED), []),
        (URLS[REPEATED - 1], digest, []),
        (URLS[PORT - 1].replace("https://www.jiang.example", "http://www.jiang.example:80"), body(PORT), []),
        (f"{SITE}/cut", body(10), []),
    ]  # fmt: skip
    one = write(root / "one.warc", "1.0", plain)
    two = write(root / "two.warc.gz", "1.1", more)
    two.write_bytes(two.read_bytes()[:-60])
    return [one, two, two]


def home(root: Path) -> World:
    return World(root, [outlet("jiang", "江潮日报")], INCIDENT | {"sources": ["jiang"]})


def test_any_archive_answers_a_replay_and_a_second_one_changes_nothing(
    tmp_path: Path, archives: list[Path]
) -> None:
    world = home(tmp_path)
    world.archives = archives
    run = world.run(AT + timedelta(hours=4))
    assert world.outcomes(run) == dict.fromkeys(URLS, "fetched")
    covered = world.rows("select title from coverage order by title")
    assert [title for (title,) in covered] == TITLES
    counted = "select (select count(*) from raw.documents), (select count(*) from fetches)"
    before = world.rows(counted)
    assert world.run(AT + timedelta(hours=4)) == run
    assert world.rows(counted) == before


def test_any_archive_is_taken_in(tmp_path: Path, archives: list[Path]) -> None:
    world = home(tmp_path)
    world.ingest(*archives, as_of=AT)
    covered = world.rows("select distinct title from coverage order by title")
    assert [title for (title,) in covered] == TITLES
    assert world.rows("select count(*) from raw.damages") == [(1,)]


LAN, HAI = "https://www.lan.example/a", "https://www.hai.example/a"
COPY, OWNERS, ORIGINAL, LATE = f"{LAN}/1.html", f"{HAI}/2.html", f"{SITE}/a/3.html", f"{LAN}/4.html"
HOSE, AFTERNOON = report(1), report(2)


def days() -> list[Web]:
    """A copy, then its original, which was earlier, and an edit, then a late copy."""
    first = {
        COPY: page("软管之谜", HOSE, "2026-03-03 10:40"),
        OWNERS: page("刹车变软的下午", AFTERNOON, "2026-03-03 11:00"),
    }
    second = first | {
        ORIGINAL: page("软管之谜", HOSE, "2026-03-03 09:12"),
        OWNERS: page("刹车变软的下午", AFTERNOON[1:], "2026-03-03 11:00"),
    }
    third = second | {
        LATE: page("刹车变软的下午", AFTERNOON, "2026-03-05 09:00", credit="海角财经")
    }
    shown = [
        {
            f"https://www.{name}.example/rss.xml": rss((url, "驰岚") for url in web if name in url)
            for name in ("jiang", "lan", "hai")
        }
        for web in (first, second, third)
    ]
    return [feed | web for feed, web in zip(shown, (first, second, third), strict=True)]


ASKED = {
    "coverage": "select url, published_on, cluster_id, origin_document_id, version_count, status, first_seen_at "
    "from coverage",
    "lineage": "from lineage",
    "revisions": "select document_id, kind, before, after from revisions",
    "sightings": "from sightings",
    "mentions": "select document_id, tag, count from mentions",
    "volumes": "from daily_volume('chilan-recall')",
}


def lived(root: Path, order: tuple[int, ...]) -> World:
    """Return a home that lived through the days in some order."""
    sources = [outlet("jiang", "江潮日报"), outlet("lan", "众览网"), outlet("hai", "海角财经")]
    world = World(root, sources, INCIDENT | {"sources": ["jiang", "lan", "hai"]})
    first = datetime.fromisoformat("2026-03-03T22:00+08:00")
    for day, web in enumerate(days()):
        world.capture(first + timedelta(days=day, hours=-5), web)
    for day in order:
        world.run(first + timedelta(days=day))
    return world


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home that lived through the days as they came."""
    return lived(tmp_path_factory.mktemp("in-order"), (0, 1, 2))


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0, 1)])
def test_the_order_of_the_days_does_not_matter(
    in_order: World, tmp_path: Path, order: tuple[int, ...]
) -> None:
    other = lived(tmp_path, order)
    for query in ASKED.values():
        assert other.rows(f"{query} order by all") == in_order.rows(f"{query} order by all")


def test_an_article_that_left_the_subject_is_covered_no_more(in_order: World) -> None:
    """Its latest version names the incident no more; a copy of the first one still does."""
    rows = in_order.rows("select url, is_origin from coverage order by url")
    assert rows == [(ORIGINAL, True), (COPY, False), (LATE, True)]


def test_an_original_that_is_met_late_takes_its_place(in_order: World) -> None:
    query = "select origin_document_id = document_id from coverage where url = $1"
    assert in_order.rows(query, ORIGINAL) == [(True,)]
    assert in_order.rows("select distinct status from coverage") == [("live",)]


def test_reprocessing_moves_nothing(in_order: World) -> None:
    assert in_order.moved_by_reprocessing(datetime(2026, 3, 9, tzinfo=UTC)) == ()


def test_archives_of_one_name_and_size_are_two(tmp_path: Path) -> None:
    world = home(tmp_path / "home")
    twins = [tmp_path / name / "day.warc" for name in "ab"]
    for twin, url in zip(twins, URLS, strict=False):
        twin.parent.mkdir()
        write_plain(twin, url)
    assert len({twin.stat().st_size for twin in twins}) == 1
    for _ in range(2):
        world.ingest(*twins, as_of=AT)
    landed = world.rows("select count(*), count(distinct capture_file) from captures")
    assert landed == [(2, 2)]


def write_plain(path: Path, url: str) -> None:
    record = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-03T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:5d1c0f6e-0000-4000-8000-000000000001>\r\n"
        "Content-Type: application/http;msgtype=response\r\n"
    )
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body(1)
    head = f"{record}Content-Length: {len(answer)}\r\n\r\n".encode()
    path.write_bytes(head + answer + b"\r\n\r\n")
