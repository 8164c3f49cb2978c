"""The demonstration, as a person starts it: offline, with no Prefect server running."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from crawlers.catalog import load_catalog
from crawlers.identity import canonical_url, document_id
from flows.newsroom.world import load_world
from tests.flows.archive import aftermath, sql
from warehouse.live import LiveWarehouse
from warehouse.queries import read_layer

WORLD = Path(__file__).parents[2] / "flows" / "newsroom" / "world"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    done = aftermath("demo", "--home", folder, timeout=400)
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr, done.stderr
    (folder / "printed.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def counts(home: Path) -> dict[str, int]:
    with LiveWarehouse(home / "warehouse" / "live.duckdb") as live:
        names = live.connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where table_type = 'BASE TABLE'"
        ).fetchall()
        tables = [name for (name,) in names if name.startswith(("raw.", "main."))]
        return {name: len(live.connection.table(name)) for name in tables}


def test_it_prints_trends_places_and_next_commands(home: Path) -> None:
    printed = (home / "printed.txt").read_text(encoding="utf-8")
    for part in ("█", "source", "entity", "topic", "万能的大熊", "Warehouse", "Archives", "Report"):
        assert part in printed, printed
    assert len(re.findall(r"^  (?:uv run )?aftermath \w+", printed, re.MULTILINE)) == 3
    assert (home / "report.html").stat().st_size > 5000


def test_every_check_of_the_warehouse_is_clean(home: Path) -> None:
    with LiveWarehouse(home / "warehouse" / "live.duckdb") as live:
        for query in read_layer("checks"):
            assert live.rows("checks", query.name) == [], query.question


def test_every_url_has_one_fate_in_a_run(home: Path) -> None:
    assert sql(home, "select url from fetches group by url, run_id having count(*) > 1") == []


def test_most_incident_articles_are_found_and_nothing_else(home: Path) -> None:
    """Judged by the labels of the world's own articles, which no stage of the product can see."""
    world = load_world()
    catalog = load_catalog(home_folder=home / "sources")
    hosts = {outlet.id: outlet.hosts[0] for outlet in world.outlets}
    truth = {}
    for article in world.articles:
        url = f"http://{hosts[article.outlet]}{article.path}"
        identity = canonical_url(url, source=catalog.source_for_url(url))
        truth[document_id(identity)] = article
    found = {row["document_id"] for row in sql(home, "select document_id from coverage")}
    incident = {one for one, article in truth.items() if article.about == "incident"}
    others = {one for one, article in truth.items() if article.about in {"trap", "everyday"}}
    assert len(found & incident) >= 0.95 * len(incident), [
        truth[one].headline for one in incident - found
    ]
    assert len(found & others) <= 0.03 * len(found), [truth[one].headline for one in found & others]


def test_planted_events_show(home: Path) -> None:
    planted = yaml.safe_load((WORLD / "planted.yaml").read_text(encoding="utf-8"))
    assert len(planted) >= 10
    statuses = {row["status"] for row in sql(home, "select distinct status from coverage")}
    assert "gone" in statuses
    kinds = {row["kind"] for row in sql(home, "select distinct kind from revisions")}
    assert {"headline", "number", "notice"} <= kinds
    silent = {row["kind"] for row in sql(home, "select kind from revisions where is_silent")}
    assert {"headline", "number"} <= silent
    completeness = {row["status"] for row in sql(home, "select distinct status from completeness")}
    assert {"ok", "partial", "outage"} <= completeness
    assert sql(home, "select 1 from coverage where is_obfuscated")
    assert sql(home, "select 1 from lineage where kind = 'credit'")


def test_no_day_is_before_the_first_run_by_more_than_the_farm_says(home: Path) -> None:
    days = [
        date.fromisoformat(row["day"])
        for row in sql(home, "select day from daily_volume('xiaomi-kol-2026') where articles > 0")
    ]
    assert len(days) >= 12


def test_a_second_demonstration_changes_no_row_count(home: Path) -> None:
    before = counts(home)
    done = aftermath("demo", "--days", "2", "--home", home, timeout=400)
    assert done.returncode == 0, done.stderr
    assert counts(home) == before


def test_a_rebuild_from_landing_gives_the_same_warehouse(home: Path) -> None:
    done = aftermath("reprocess", "--diff", "--incident", "xiaomi-kol-2026", "--home", home)
    assert done.returncode == 0, done.stderr
    assert "0 facts would move" in done.stdout
