"""Examples made from one real altered page; they lie beside the project, not in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.clean.restoration import restore_text

SEED = Path(__file__).parents[2] / "../shared/seed"
VECTORS: list[dict[str, Any]] = (
    json.loads((SEED / "vectors.json").read_text("utf-8")) if SEED.is_dir() else []
)
pytestmark = pytest.mark.skipif(not VECTORS, reason="the examples are not beside the project")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    restored = restore_text(vector["input"])
    got = (restored.text, set(restored.families), restored.changed)
    wanted = (vector["expected"], set(vector["families"]), vector["changed"])
    if vector["need"] == "stretch" and got != wanted:
        pytest.skip("a stretch example that is not reached")
    assert got == wanted


def test_the_whole_page_comes_back_as_it_was_written() -> None:
    restored = restore_text((SEED / "seed.txt").read_text("utf-8"))
    assert restored.text == (SEED / "seed_clean.txt").read_text("utf-8")
    assert restored.changed
    assert set(restored.families) == {"pinyin-annotation", "byte-shift", "machine-traditional"}
