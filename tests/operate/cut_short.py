"""What a run that was cut short by a slow site leaves in its home, as the tests of faults ask for it."""

import json
from pathlib import Path
from typing import Any

from tests.flows.archive import aftermath
from tests.operate.slow_site import PAGES, SlowSite


def has_begun(home: Path, site: SlowSite) -> bool | None:
    """Say whether a page has landed and the next is being waited for."""
    landed = sum(file.stat().st_size for file in (home / "landing").rglob("*.open"))
    return (site.is_waiting.is_set() and landed > 4000) or None


def assert_each_page_is_there_once(home: Path) -> None:
    slow = "url like '%/slow/%'"
    pages = _rows(home, f"select url, count(*) as n from raw.documents where {slow} group by url")
    assert [row["n"] for row in pages] == [1] * PAGES
    assert not list((home / "landing").rglob("*.open"))


def outcomes(home: Path, day: str) -> set[str]:
    slow = f"url like '%/slow/%' and run_id like '{day}%'"
    return {row["outcome"] for row in _rows(home, f"select outcome from fetches where {slow}")}


def _rows(home: Path, query: str) -> list[dict[str, Any]]:
    done = aftermath("sql", query, "--format", "json", "--home", home)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows
