"""Work that takes too long ends, and what it held up goes on."""

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import processing
from flows.patience import TookTooLongError, limited
from tests.worlds.pages import article, report
from tests.worlds.world import World


def work_for_ever() -> None:
    while True:
        sum(range(1_000))


def test_endless_work_is_ended_and_the_next_begins_anew() -> None:
    for _ in range(2):
        with pytest.raises(TookTooLongError), limited(0.02):
            work_for_ever()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_short_work_is_left_alone() -> None:
    with limited(60):
        assert sum(range(10)) == 45
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_where_no_signal_arrives_there_is_no_limit() -> None:
    done: list[int] = []

    def work() -> None:
        with limited(0.001):
            done.append(sum(range(100_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [4_999_950_000]


def test_a_page_that_takes_too_long_is_rejected_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processing, "LONGEST", 0.01)
    at = datetime(2026, 5, 6, 12, tzinfo=UTC)
    world = World(tmp_path, [])
    place = "https://www.hewan.example/a/1.html"
    page = article("A title that is long enough", report(1) * 2_000)
    world.ingest(world.capture(at, {place: page}), as_of=at)
    assert world.rows("select url, reason from rejections") == [(place, "too_complex")]
    assert world.rows("select detail from rejections")[0][0].startswith("reading it took more than")
