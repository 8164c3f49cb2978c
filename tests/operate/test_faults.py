"""What a killed run leaves is marked, taken up by the next one, and nothing of it stays behind."""

import json
import os
import signal
from pathlib import Path
from typing import Any

from tests.flows.archive import aftermath
from tests.operate.served import Up, processes_naming, until
from tests.operate.slow_site import PAGES, add_slow_source, slow_site


def _rows(home: Path, query: str) -> list[dict[str, Any]]:
    done = aftermath("sql", query, "--format", "json", "--home", home)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def _flow_process(up: Up) -> int:
    found = processes_naming(str(up.home))
    assert any("-m prefect." in command for command in found.values()), found
    return next(process for process, command in found.items() if "-m prefect." in command)


def test_a_run_killed_in_the_middle_is_marked_and_taken_up(up: Up) -> None:
    add_slow_source(up.home)
    before = set(processes_naming(str(up.home)))
    with slow_site() as site:
        killed = up.start_run(as_of="2026-01-05T14:00:00+00:00", **site.order())

        def has_begun() -> bool | None:
            landed = sum(file.stat().st_size for file in (up.home / "landing").rglob("*.open"))
            return (site.is_waiting.is_set() and landed > 4000) or None

        until(has_begun, 120, lambda: json.dumps(up.run(killed)["state"]))
        os.kill(_flow_process(up), signal.SIGKILL)
        assert up.ended(killed)["state"]["type"] == "CRASHED"
        until(lambda: not set(processes_naming(str(up.home))) - before or None, 60)
        site.goes_on.set()
        resumed = up.ended(up.start_run(as_of="2026-01-05T15:00:00+00:00", **site.order()))
    assert resumed["state"]["type"] == "COMPLETED", resumed["state"]
    slow = "url like '%/slow/%'"
    pages = _rows(
        up.home, f"select url, count(*) as n from raw.documents where {slow} group by url"
    )
    assert [row["n"] for row in pages] == [1] * PAGES
    outcomes = _rows(
        up.home,
        f"select distinct outcome from fetches where {slow} and run_id like '20260105T14%'",
    )
    assert {row["outcome"] for row in outcomes} == {"fetched", "interrupted"}
    assert not list((up.home / "landing").rglob("*.open"))
