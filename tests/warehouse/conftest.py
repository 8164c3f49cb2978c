from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.relating import relate_new
from tests.warehouse.tea import write_batch
from warehouse.live import LiveWarehouse

Loader = Callable[..., LiveWarehouse]


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Loader]:
    """Return a function that loads records into a fresh live warehouse, relates them and refreshes the marts."""
    opened: list[LiveWarehouse] = []

    def load(*batches: dict[str, object]) -> LiveWarehouse:
        live = LiveWarehouse(tmp_path / "live.duckdb")
        opened.append(live)
        for number, batch in enumerate(batches):
            live.load([write_batch(tmp_path / f"batch-{number}", **batch)])  # type: ignore[arg-type]
        relate_new(live, tmp_path / "relating")
        live.refresh_marts()
        return live

    yield load
    for live in opened:
        live.__exit__()
