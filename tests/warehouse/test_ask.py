"""Asking: read-only, inside the sandbox, within limits, and each failure in one sentence."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.warehouse.tea import document, moment, tagging, write_batch
from warehouse.ask import ask
from warehouse.errors import HomeBusyError, HomeMissingError, QueryError
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish, run_lock


def publish_one(home: Home, name: str, at: datetime) -> Path:
    one = document(name, published=moment(5))
    batch = write_batch(home.work / name, documents=[(one, tagging(one))])
    with LiveWarehouse(home.live) as live:
        live.load([batch])
        live.refresh_marts()
    return publish(home, at)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def snapshot(home: Home) -> Path:
    publish_one(home, "1", datetime(2026, 1, 5, tzinfo=UTC))
    return home.snapshot()


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "copy coverage to '/tmp/stolen.csv'",
        "export database '/tmp/stolen'",
        "attach '/tmp/other.duckdb'",
        "create table thing as select 1",
        "create or replace macro daily_volume(x) as 1",
        "insert into coverage select * from coverage",
        "delete from coverage",
        "drop table coverage",
        "update raw.documents set title = ''",
        "set enable_external_access = true",
        "set memory_limit = '99GB'",
        "pragma threads = 64",
        "install httpfs",
        "load httpfs",
        "select getenv('HOME')",
        "from secret_of_python",
        "select * from duckdb_secrets()",
        "create secret (type s3)",
        "import database '/tmp/stolen'",
        "select * from query('select * from read_csv(''/etc/passwd'')')",
        "create temp view v as select * from read_csv('/etc/passwd')",
        "select * from read_duckdb('other.duckdb')",
        ".shell ls",
        "selec",
        "select 1 +",
        "select nothing from coverage",
        "",
    ],
)
def test_what_is_not_a_question_to_the_snapshot_is_refused(snapshot: Path, sql: str) -> None:
    secret_of_python = [1]
    with pytest.raises(QueryError) as caught:
        ask(snapshot, sql)
    assert "\n" not in str(caught.value)
    assert secret_of_python == [1]
    assert not Path("/tmp/stolen.csv").exists()


def test_a_question_that_takes_too_long_is_stopped(snapshot: Path) -> None:
    endless = "select sum(a.range * b.range) from range(100000000) a, range(100000) b"
    with pytest.raises(QueryError, match=r"longer than 0\.2 seconds"):
        ask(snapshot, endless, seconds=0.2)


def test_a_question_that_takes_too_much_memory_is_stopped(snapshot: Path) -> None:
    with pytest.raises(QueryError, match=r"[Mm]emory"):
        ask(snapshot, "select string_agg(repeat('x', 1000000), '') from range(100000)", seconds=300)


def test_an_answer_that_nobody_could_hold_is_refused(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.ask.ANSWER_LIMIT", 10_000_000)
    with pytest.raises(QueryError, match="too large to be held"):
        ask(snapshot, "select range, repeat('x', 1000) from range(1000000000)")
    assert len(ask(snapshot, "select range from range(3000)").rows) == 3000
    assert len(ask(snapshot, "select range from range(1000000000)", most=2500).rows) == 2500


def test_a_misspelt_column_is_told_what_could_be_meant(snapshot: Path) -> None:
    with pytest.raises(QueryError, match=r'"titel" not found.*Candidate bindings: "title"'):
        ask(snapshot, "select titel from coverage")


def test_values_are_bound_not_pasted(snapshot: Path) -> None:
    answer = ask(snapshot, "select $title as title", {"title": "'; drop table coverage; --"})
    assert answer.rows == [("'; drop table coverage; --",)]
    assert answer.columns == ("title",)


def test_readers_keep_their_snapshot_while_a_newer_one_is_published(
    home: Home, snapshot: Path
) -> None:
    count = "select count(*) from coverage"
    reading, done = threading.Event(), threading.Event()
    counts = []

    def read() -> None:
        from warehouse.ask import open_snapshot

        with open_snapshot(home.snapshot()) as connection:
            counts.append(connection.execute(count).fetchall()[0][0])
            reading.set()
            done.wait(10)
            counts.append(connection.execute(count).fetchall()[0][0])

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(10)
    publish_one(home, "2", datetime(2026, 1, 6, tzinfo=UTC))
    done.set()
    thread.join()
    assert counts == [1, 1]
    assert ask(home.snapshot(), count).rows == [(2,)]


def test_few_snapshots_are_kept_and_the_link_names_the_newest(home: Home) -> None:
    for day in range(1, 7):
        newest = publish_one(home, str(day), datetime(2026, 1, day, tzinfo=UTC))
    kept = sorted(home.current.parent.glob("2*.duckdb"))
    assert len(kept) == 3
    assert home.current.resolve() == newest


def test_a_home_without_a_warehouse_says_what_to_do(home: Home) -> None:
    with pytest.raises(HomeMissingError, match="aftermath run"):
        home.snapshot()


def test_two_runs_do_not_share_a_home(home: Home) -> None:
    with run_lock(home), pytest.raises(HomeBusyError, match="Another run"), run_lock(home):
        pass
