"""Real runs through the command line: replayed, ingested, processed again."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.flows.archive import BODY, aftermath, feed, page, sql, tea_home, write_archive

pytestmark = pytest.mark.usefixtures("prefect_server")

FEED = "http://www.chen.example/feed.xml"
FIRST, SECOND = "http://www.chen.example/a/1.html", "http://www.chen.example/a/2.html"
OTHER = ("城东的旧书市场周末照常开放，摊主说来客比上月多了一些。", "天气转晴，市民纷纷出门。")


def run(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return aftermath("run", "--incident", "tea-recall", "--home", home, *arguments)


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has lived through two days of an archived web."""
    root = tmp_path_factory.mktemp("replayed")
    home = tea_home(root / "home")
    day_one = write_archive(
        root / "one.warc.gz",
        {FEED: feed(FIRST), FIRST: page("青岚召回绿茶")},
        datetime(2026, 1, 6, 2, tzinfo=UTC),
    )
    day_two = write_archive(
        root / "two.warc.gz",
        {FEED: feed(FIRST, SECOND), SECOND: page("旧书市场开放", "2026-01-07 08:00", body=OTHER)},
        datetime(2026, 1, 7, 2, tzinfo=UTC),
    )
    for day in ("2026-01-06", "2026-01-07", "2026-01-07"):
        done = run(home, "--replay", day_one, day_two, "--as-of", f"{day}T22:00+08:00")
        assert done.returncode == 0, done.stderr
    return home


def test_a_replay_sees_only_what_was_captured_by_then(replayed: Path) -> None:
    rows = sql(
        replayed,
        "select url, run_id, outcome from fetches where role = 'page' order by run_id, url",
    )
    days = [(row["url"], row["run_id"][:8], row["outcome"]) for row in rows]
    assert days == [
        (FIRST, "20260106", "fetched"),
        (FIRST, "20260107", "fetched"),  # relevant, hence looked at again after a day
        (SECOND, "20260107", "fetched"),
    ]


def test_a_run_started_again_changes_nothing(replayed: Path) -> None:
    assert sql(replayed, "select count(*) as n from runs") == [{"n": 2}]
    assert sql(replayed, "select count(*) as n from raw.documents") == [{"n": 2}]


def test_only_the_news_of_the_incident_is_coverage(replayed: Path) -> None:
    (row,) = sql(
        replayed, "select title, credit, published_at, first_seen_at, source_name from coverage"
    )
    assert row == {
        "title": "青岚召回绿茶",
        "credit": "晨江新闻",
        "published_at": "2026-01-06T01:30:00+00:00",
        "first_seen_at": "2026-01-06T02:00:00+00:00",
        "source_name": "晨江新闻",
    }


def test_every_link_is_counted_once(replayed: Path) -> None:
    rows = sql(replayed, "select seen_on, link_count from sightings order by 1")
    assert [row["link_count"] for row in rows] == [1, 1]


def test_explain_tells_the_story_with_reasons(replayed: Path) -> None:
    story = aftermath("explain", FIRST, "--home", replayed).stdout
    for part in (
        "via rss",
        "fetched",
        "青岚召回绿茶",
        "relevant, score",
        "Counted for tea-recall",
        "2026-01-06",
    ):
        assert part in story, story
    assert "not relevant" in aftermath("explain", SECOND, "--home", replayed).stdout
    unknown = aftermath("explain", "http://www.chen.example/never", "--home", replayed)
    assert unknown.returncode == 1
    assert "No run has met" in unknown.stderr


def test_what_archives_answer_again_is_no_loss(replayed: Path) -> None:
    done = aftermath("doctor", "--home", replayed)
    assert done.returncode == 0, done.stdout


def test_a_home_without_any_page_is_reprocessed(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    web = write_archive(tmp_path / "web.warc.gz", {FEED: feed()})
    left = home / "work" / "20260105T140000Z-killed" / "plans"
    left.mkdir(parents=True)
    done = run(home, "--replay", web, "--as-of", "2026-01-06T22:00+08:00")
    assert done.returncode == 0, done.stderr
    assert not list((home / "work").iterdir()), "nor what a killed run had left"
    (home / "warehouse" / "rebuilt.duckdb.wal").write_bytes(b"of a rebuild that was killed")
    for arguments in (["reprocess", "--diff"], ["reprocess"], ["reprocess", "--diff"]):
        done = aftermath(*arguments, "--incident", "tea-recall", "--home", home)
        assert done.returncode == 0, done.stderr


def test_reprocess_moves_nothing_where_nothing_changed(replayed: Path) -> None:
    done = aftermath("reprocess", "--diff", "--incident", "tea-recall", "--home", replayed)
    assert done.returncode == 0, done.stderr
    assert "0 facts would move" in done.stdout


def test_an_edited_incident_moves_documents_and_says_why(replayed: Path) -> None:
    file = replayed / "incidents" / "tea-recall.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("any: [青岚茶业]", "any: [旧书市场]"), encoding="utf-8")
    done = aftermath("reprocess", "--diff", "--incident", "tea-recall", "--home", replayed)
    file.write_text(before, encoding="utf-8")
    assert FIRST in done.stdout
    assert SECOND in done.stdout
    assert "旧书市场" in done.stdout
    assert len(sql(replayed, "select 1 from coverage")) == 1


def test_report_is_one_file_without_references(replayed: Path) -> None:
    done = aftermath("report", "--incident", "tea-recall", "--home", replayed)
    text = Path(done.stdout.strip()).read_text(encoding="utf-8")
    assert "青岚召回绿茶" in text
    assert "<script" not in text
    assert " src=" not in text


def test_ingest_loses_no_page_and_needs_no_source(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    pages = {
        "http://blog.lin.example/post": page("青岚召回绿茶后续"),
        "http://blog.lin.example/empty": b"<html></html>",
        "http://blog.lin.example/rubbish": bytes(range(256)),
    }
    archive = write_archive(tmp_path / "foreign.warc.gz", pages)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-20])
    for _ in range(2):
        done = aftermath("ingest", archive, "--incident", "tea-recall", "--home", home)
        assert done.returncode == 0, done.stderr
    assert sql(home, "select source_id, title from coverage") == [
        {"source_id": "blog.lin.example", "title": "青岚召回绿茶后续"}
    ]
    assert len(sql(home, "select 1 from rejections")) == 1
    assert len(sql(home, "select 1 from raw.damages")) == 1
    assert sql(home, "select sum(pages) as n from raw.landing_files") == [{"n": 2}]


def test_the_pages_of_an_article_are_one_document(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    first = "http://www.chen.example/a/20260106001234.html"
    second = "http://www.chen.example/a/20260106001234_2.html"
    more = "第二页写的是另一件事：公司将在月底公布调查结果，并邀请三位顾客代表到场。"
    pages = {first: page("青岚召回绿茶"), second: page("青岚召回绿茶", body=(more,))}
    archive = write_archive(tmp_path / "two.warc.gz", pages)
    done = aftermath("ingest", archive, "--incident", "tea-recall", "--home", home)
    assert done.returncode == 0, done.stderr
    (row,) = sql(home, "select url, text, version_count from coverage")
    assert row["url"] == first
    assert row["text"].splitlines() == [*BODY, more]
    assert row["version_count"] == 1
    assert sql(home, "select url, reason from rejections") == [
        {"url": second, "reason": "later_page"}
    ]


def test_without_an_answer_from_anywhere_a_run_fails_in_one_sentence(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    source = home / "sources" / "chen.yaml"
    text = source.read_text(encoding="utf-8").replace(
        "http://www.chen.example", "http://127.0.0.1:9"
    )
    source.write_text(text, encoding="utf-8")
    done = run(home)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("aftermath: None of 1 feeds and lists")
    (row,) = sql(home, "select outcome, role from fetches")
    assert row == {"outcome": "refused_address", "role": "discovery"}
    (row,) = sql(home, "select status from completeness")
    assert row == {"status": "outage"}
