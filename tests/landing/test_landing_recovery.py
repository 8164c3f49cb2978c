"""A crawl killed at any moment loses nothing that it landed, and every URL gets exactly one fate."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.checker import Checker

from warehouse.landing import (
    ArchivedResponse,
    Damage,
    HowFound,
    LandingWriter,
    ReceivedResponse,
    abandoned,
    read_landing,
    read_responses,
    recover,
)
from warehouse.records import Fate, Outcome, RawPage, Sighting

NOW = datetime(2026, 1, 4, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FEED = "http://news.example/feed"


def _url(number: int) -> str:
    return f"http://news.example/{number}.html"


def _response(url: str, status: int = 200) -> ReceivedResponse:
    return ReceivedResponse(url, NOW, status, [("ETag", '"7"')], b"<p>news</p>" * 20)


def _sighting(url: str) -> Sighting:
    return Sighting(url, "example", "news", NOW, "rss", "run-1", FEED)


def _fate(url: str) -> Fate:
    return Fate(url, "example", "run-1", Outcome.FETCHED, "", 200, NOW)


def _abandon(folder: Path) -> Path:
    """Write the protocol of a crawl that ends in the middle."""
    writer = LandingWriter(folder / "a.warc.gz", source_id="example", run_id="run-1", as_of=NOW)
    writer.write_planned([FEED], "discovery")
    writer.write_response(_response("http://news.example/robots.txt"), HowFound("", role="robots"))
    writer.write_response(_response(FEED), HowFound("", role="discovery"))
    writer.write_sightings(FEED, [_sighting(_url(number)) for number in range(6)])
    writer.write_fate(replace(_fate(FEED), role="discovery"))
    writer.write_response(_response(_url(0)), HowFound("rss"))
    writer.write_fate(_fate(_url(0)))
    writer.write_response(_response(_url(1)), HowFound("rss"))
    writer.write_response(_response(_url(2), 304), HowFound("rss"))
    writer.write_response(_response(_url(3), 302), HowFound("rss"))
    writer.write_response(_response(_url(30)), HowFound("rss", requested_url=_url(3)))
    writer.write_response(_response(_url(4), 503), HowFound("rss"))
    writer._file.close()
    return folder / "a.warc.gz.open"


def _fates(path: Path) -> list[Fate]:
    return [entry for entry in read_landing(path) if isinstance(entry, Fate)]


def test_every_url_gets_its_one_fate(tmp_path: Path) -> None:
    path = _abandon(tmp_path)
    before = path.read_bytes()
    assert abandoned(tmp_path) == [path]
    recovery = recover(path, LATER)
    assert (recovery.is_complete, recovery.cut, recovery.path) == (True, 0, tmp_path / "a.warc.gz")
    assert list(tmp_path.iterdir()) == [recovery.path]
    assert recovery.path.read_bytes().startswith(before)
    fates = {fate.url: fate for fate in _fates(recovery.path)}
    assert len(fates) == len(_fates(recovery.path)) == 7
    assert {url: fate.outcome for url, fate in fates.items()} == {
        FEED: Outcome.FETCHED,
        _url(0): Outcome.FETCHED,
        _url(1): Outcome.FETCHED,
        _url(2): Outcome.NOT_MODIFIED,
        _url(3): Outcome.FETCHED,
        _url(4): Outcome.INTERRUPTED,
        _url(5): Outcome.INTERRUPTED,
    }
    assert fates[FEED].role == "discovery"
    assert (fates[_url(1)].etag, fates[_url(1)].at) == ('"7"', LATER)
    assert "killed" in fates[_url(5)].detail
    assert (fates[_url(5)].source_id, fates[_url(5)].run_id) == ("example", "run-1")
    assert Checker(SimpleNamespace(verbose=False, inputs=[str(recovery.path)])).process_all() == 0
    assert abandoned(tmp_path) == []


def test_a_feed_whose_links_may_be_lost_was_not_had(tmp_path: Path) -> None:
    writer = LandingWriter(tmp_path / "a.warc.gz", source_id="s", run_id="r", as_of=NOW)
    writer.write_planned([FEED], "discovery")
    writer.write_response(_response(FEED), HowFound("", role="discovery"))
    writer.write_planned([_url(1)])
    writer.write_response(_response(_url(1)), HowFound("seed"))
    writer._file.close()
    fates = _fates(recover(tmp_path / "a.warc.gz.open", LATER).path)
    assert [(fate.outcome, fate.etag) for fate in fates] == 2 * [(Outcome.INTERRUPTED, None)]


def test_a_file_in_use_is_left_alone(tmp_path: Path) -> None:
    with LandingWriter(tmp_path / "a.warc.gz", source_id="s", run_id="r", as_of=NOW) as writer:
        writer.write_fate(_fate(FEED))
        growing = tmp_path / "a.warc.gz.open"
        assert abandoned(tmp_path) == []
        recovery = recover(growing, LATER)
        assert not recovery.is_complete
        assert "still being written" in recovery.detail
        assert growing.exists()
    assert _fates(tmp_path / "a.warc.gz") == [_fate(FEED)]


def test_what_cannot_be_completed_is_left_and_named(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.warc.gz.open"
    garbage.write_bytes(b"<html>" * 100)
    (tmp_path / "taken.warc.gz").write_bytes(b"taken")
    taken = tmp_path / "taken.warc.gz.open"
    taken.write_bytes(b"")
    for path in (garbage, taken, tmp_path / "missing.warc.gz.open"):
        recovery = recover(path, LATER)
        assert not recovery.is_complete
        assert path.name in recovery.detail
    assert garbage.read_bytes() == b"<html>" * 100
    assert (tmp_path / "taken.warc.gz").read_bytes() == b"taken"


@settings(max_examples=80)
@given(st.floats(0, 1))
def test_a_torn_tail_is_cut_off_and_nothing_else(share: float) -> None:
    with TemporaryDirectory() as folder:
        path = _abandon(Path(folder))
        content = path.read_bytes()
        length = round(share * len(content))
        path.write_bytes(content[:length])
        whole = [page for page in read_landing(path) if isinstance(page, RawPage)]
        recovery = recover(path, LATER)
        if not recovery.is_complete:
            assert length < 500
            assert not path.exists()
            return
        assert recovery.path.read_bytes().startswith(content[: length - recovery.cut])
        entries = list(read_landing(recovery.path))
        assert not any(isinstance(entry, Damage) for entry in entries)
        pages = {page.url: page.body for page in entries if isinstance(page, RawPage)}
        lost = {page.url for page in whole} - set(pages)
        assert not lost - {"http://news.example/robots.txt", FEED}
        fates = [fate.url for fate in entries if isinstance(fate, Fate)]
        assert len(fates) == len(set(fates))
        sighted = {entry.url for entry in entries if isinstance(entry, Sighting)}
        assert sighted <= set(fates)
        responses = [r for r in read_responses(recovery.path) if isinstance(r, ArchivedResponse)]
        assert all(response.how for response in responses)
        asked = {r.url for r in responses if r.how and r.how.role != "robots"} - {_url(30)}
        assert asked <= set(fates)


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from warehouse.landing import HowFound, LandingWriter, ReceivedResponse
now = datetime(2026, 1, 4, tzinfo=UTC)
with LandingWriter(Path(sys.argv[1]), source_id="example", run_id="run-1", as_of=now) as writer:
    for number in range(100_000):
        url = f"http://news.example/{number}.html"
        body = (f"{number} " * 20_000).encode()
        writer.write_response(ReceivedResponse(url, now, 200, [], body), HowFound("rss"))
        print(number, flush=True)
"""


@pytest.mark.parametrize("landed", [1, 40])
def test_kill_9_loses_nothing_that_was_landed(tmp_path: Path, landed: int) -> None:
    path = tmp_path / "a.warc.gz"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    last = -1
    for line in child.stdout:
        last = int(line)
        if last + 1 >= landed:
            break
    os.kill(child.pid, signal.SIGKILL)
    last = max([last, *(int(line) for line in child.stdout if line.endswith("\n"))])
    child.wait()
    child.stdout.close()
    [left] = abandoned(tmp_path)
    recovery = recover(left, LATER)
    assert recovery.is_complete
    entries = list(read_landing(path))
    pages = [entry for entry in entries if isinstance(entry, RawPage)]
    assert len(pages) >= last + 1
    for number, page in enumerate(pages):
        assert page.body == (f"{number} " * 20_000).encode()
    fates = {fate.url: fate.outcome for fate in _fates(path)}
    assert fates == {page.url: Outcome.FETCHED for page in pages}


def test_recovering_again_after_a_kill_during_recovery_adds_no_second_fate(tmp_path: Path) -> None:
    done = recover(_abandon(tmp_path), LATER)
    torn = tmp_path / "a.warc.gz.open"
    content = done.path.read_bytes()
    done.path.unlink()
    torn.write_bytes(content[:-100])
    again = recover(torn, LATER)
    urls = [fate.url for fate in _fates(again.path)]
    assert sorted(urls) == sorted(set(urls))
    assert set(urls) == {FEED, *map(_url, range(6))}
    assert again.fates == (replace(done.fates[-1]),)
