"""The live database across versions."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish


def test_a_database_of_another_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "live.duckdb"
    with LiveWarehouse(path) as live:
        live.connection.execute("update staging.made_with set tables = 'older'")
    with pytest.raises(WarehouseError, match="aftermath reprocess"):
        LiveWarehouse(path)
    with LiveWarehouse(path, as_it_is=True) as live:
        live.connection.execute("drop table staging.made_with")
    with pytest.raises(WarehouseError, match="aftermath reprocess"):
        LiveWarehouse(path)
    with LiveWarehouse(path, as_it_is=True) as live:
        assert live.rows("plans", "runs") == []


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    full = "copy (select * from range(1000000)) to '/dev/full' (format csv)"
    with (
        pytest.raises(WarehouseError, match=r"Cannot write .*live.duckdb: .*No space left"),
        LiveWarehouse(tmp_path / "live.duckdb") as live,
        live.transaction(),
    ):
        live.connection.execute(full)


def test_publishing_removes_what_one_that_was_cut_short_left(tmp_path: Path) -> None:
    home = Home(tmp_path)
    LiveWarehouse(home.live).connection.close()
    (home.current.parent / ".20260105T000000000000Z.duckdb.part").write_bytes(b"half")
    publish(home, datetime(2026, 1, 6, tzinfo=UTC))
    assert not list(home.current.parent.glob(".*"))


def test_changed_views_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "live.duckdb"
    with LiveWarehouse(path) as live:
        live.connection.execute("update staging.made_with set views = 'older'")
        live.connection.execute("drop view staging.stg_runs")
    with LiveWarehouse(path) as live:
        assert live.rows("plans", "runs") == []


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "live.duckdb"
    path.write_bytes(b"this is no database" * 1000)
    with pytest.raises(WarehouseError, match=r"Cannot open the warehouse .*from the archives"):
        LiveWarehouse(path)
