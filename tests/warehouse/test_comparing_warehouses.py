"""What moved between two warehouses."""

from pathlib import Path

from tests.warehouse.given import Given
from warehouse.compare import compare


def filled(path: Path, parent: str) -> Path:
    world = Given(path)
    world.incident()
    first, second = world.article(0, "first"), world.article(1, "second")
    copy = world.article(2, "copy", cluster_id=parent, origin_document_id=parent)
    edge = {"incident_id": "tea-recall", "child_document_id": copy, "is_copy": True}
    world.add("lineage", **edge, parent_document_id=parent, is_contradicted=False)
    other = second if parent == first else first
    world.add("lineage", **edge, parent_document_id=other, is_contradicted=True)
    world.live.__exit__()
    return path


def test_a_copy_that_is_told_to_come_from_somebody_else_has_moved(tmp_path: Path) -> None:
    earlier, later = (filled(tmp_path / f"{name}.duckdb", name) for name in ("first", "second"))
    urls = tuple(f"http://chen.example/{name}" for name in ("copy", "first", "second"))
    assert compare(earlier, later).rows == [
        ("origin in tea-recall", *urls, ""),
        ("parent in tea-recall", *urls, ""),
    ]
    assert compare(earlier, earlier).rows == []
