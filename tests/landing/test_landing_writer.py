"""How a landing file grows, is locked, completed and protected."""

import random
import resource
import signal
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from warehouse.landing import (
    HowFound,
    LandingError,
    LandingWriter,
    ReceivedResponse,
    read_landing,
)
from warehouse.records import Fate, Outcome, RawPage

NOW = datetime(2026, 1, 4, 3, 4, 5, 123456, tzinfo=UTC)
URL = "http://news.example/a.html"
PAGE = ReceivedResponse(URL, NOW, 200, [("Content-Type", "text/html")], b"<p>news</p>")
HOW = HowFound("rss")
FATE = Fate(URL, "example", "run-1", Outcome.FETCHED, "", 200, NOW)


def land(path: Path) -> LandingWriter:
    return LandingWriter(path, source_id="example", run_id="run-1", as_of=NOW)


def test_times_are_utc_with_microseconds_and_never_naive(tmp_path: Path) -> None:
    shanghai = NOW.astimezone(timezone(timedelta(hours=8)))
    with land(tmp_path / "a.warc.gz") as writer:
        writer.write_response(replace(PAGE, fetched_at=shanghai), HOW)
        with pytest.raises(ValueError, match="time zone"):
            writer.write_response(replace(PAGE, fetched_at=NOW.replace(tzinfo=None)), HOW)
    with (tmp_path / "a.warc.gz").open("rb") as file:
        dates = {record.rec_headers["WARC-Date"] for record in WarcioIterator(file)}
    assert dates == {"2026-01-04T03:04:05.123456Z"}


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with land(path) as writer:
        with pytest.raises(LandingError, match="recover it first"):
            land(path)
        writer.write_fate(FATE)
    with pytest.raises(LandingError, match="never overwritten"):
        land(path)
    assert [path] == list(tmp_path.iterdir())


def test_an_exception_leaves_the_open_file(tmp_path: Path) -> None:
    def fail_while_landing() -> None:
        with land(tmp_path / "a.warc.gz") as writer:
            writer.write_fate(FATE)
            raise KeyError

    with pytest.raises(KeyError):
        fail_while_landing()
    [left] = tmp_path.iterdir()
    assert left.name == "a.warc.gz.open"
    assert list(read_landing(left)) == [FATE]


def test_records_reach_the_system_one_by_one(tmp_path: Path) -> None:
    with land(tmp_path / "a.warc.gz") as writer:
        for count in range(1, 4):
            writer.write_fate(FATE)
            assert list(read_landing(tmp_path / "a.warc.gz.open")) == [FATE] * count


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LandingError, match="cannot be created"):
        land(tmp_path / "file" / "a.warc.gz")


def test_a_full_disk_leaves_no_torn_record(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    noise = bytes(range(256)) * 4
    try:
        with land(path) as writer:
            writer.write_response(PAGE, HOW)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2500, limits[1]))
            with pytest.raises(LandingError, match="cannot be written"):
                writer.write_response(replace(PAGE, body=_noise(5000)), HOW)
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            writer.write_response(replace(PAGE, body=noise), HOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert [p.body for p in read_landing(path) if isinstance(p, RawPage)] == [PAGE.body, noise]


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "big.warc.gz"
    body = b"<p>news</p>" * 20_000
    with LandingWriter(path, source_id="s", run_id="r", as_of=NOW) as writer:
        for number in range(600):
            url = f"http://news.example/{number}"
            writer.write_response(ReceivedResponse(url, NOW, 200, [], body), HowFound("rss"))
    tracemalloc.start()
    try:
        count = sum(isinstance(entry, RawPage) for entry in read_landing(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 600
    assert peak < 5 << 20
