"""The live database across versions."""

from pathlib import Path

import pytest

from warehouse.errors import WarehouseError
from warehouse.live import LiveWarehouse


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
    with pytest.raises(WarehouseError, match="Cannot open the warehouse"):
        LiveWarehouse(path)
