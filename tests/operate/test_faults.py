"""What is killed in a run, itself, one of its crawls or the server, is marked, taken up, and leaves nothing behind."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.flows.archive import INCIDENT, aftermath, tea_home
from tests.flows.conftest import free_port
from tests.operate.served import Up, processes_naming, until
from tests.operate.slow_site import PAGES, SlowSite, add_slow_source, slow_site


def _rows(home: Path, query: str) -> list[dict[str, Any]]:
    done = aftermath("sql", query, "--format", "json", "--home", home)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def _flow_process(up: Up) -> int:
    found = processes_naming(str(up.home))
    assert any("-m prefect." in command for command in found.values()), found
    return next(process for process, command in found.items() if "-m prefect." in command)


def _has_begun(home: Path, site: SlowSite) -> bool | None:
    """Say whether a page has landed and the next is being waited for."""
    landed = sum(file.stat().st_size for file in (home / "landing").rglob("*.open"))
    return (site.is_waiting.is_set() and landed > 4000) or None


def _assert_each_page_is_there_once(home: Path) -> None:
    slow = "url like '%/slow/%'"
    pages = _rows(home, f"select url, count(*) as n from raw.documents where {slow} group by url")
    assert [row["n"] for row in pages] == [1] * PAGES
    assert not list((home / "landing").rglob("*.open"))


def _outcomes(home: Path, day: str) -> set[str]:
    slow = f"url like '%/slow/%' and run_id like '{day}%'"
    return {row["outcome"] for row in _rows(home, f"select outcome from fetches where {slow}")}


def test_a_run_killed_in_the_middle_is_marked_and_taken_up(up: Up) -> None:
    add_slow_source(up.home)
    before = set(processes_naming(str(up.home)))
    with slow_site() as site:
        killed = up.start_run(as_of="2026-01-05T14:00:00+00:00", **site.order())
        until(lambda: _has_begun(up.home, site), 240, lambda: json.dumps(up.run(killed)["state"]))
        os.kill(_flow_process(up), signal.SIGKILL)
        assert up.ended(killed)["state"]["type"] == "CRASHED"
        until(lambda: not set(processes_naming(str(up.home))) - before or None, 60)
        site.goes_on.set()
        resumed = up.ended(up.start_run(as_of="2026-01-05T15:00:00+00:00", **site.order()))
    assert resumed["state"]["type"] == "COMPLETED", resumed["state"]
    _assert_each_page_is_there_once(up.home)
    assert _outcomes(up.home, "20260105T14") == {"fetched", "interrupted"}


def _crawl_process(home: Path) -> int:
    """The process that holds an archive open."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            held = [str(file.readlink()) for file in (folder / "fd").iterdir()]
        except OSError:
            continue
        if any(name.startswith(str(home)) and name.endswith(".warc.gz.open") for name in held):
            return int(folder.name)
    raise AssertionError("no crawl is at work")


def test_a_crawl_killed_in_the_middle_costs_the_run_nothing_but_its_rest(
    tmp_path: Path, up: Up
) -> None:
    home = tea_home(tmp_path / "home")
    add_slow_source(home)
    with slow_site() as site:
        order = {"home": str(home), **site.order()}
        run = up.start_run(as_of="2026-01-05T14:00:00+00:00", **order)
        until(lambda: _has_begun(home, site), 240, lambda: json.dumps(up.run(run)["state"]))
        os.kill(_crawl_process(home), signal.SIGKILL)
        ended = up.ended(run)
        assert ended["state"]["name"] == "Completed with gaps", ended["state"]
        assert _outcomes(home, "20260105T14") == {"fetched", "interrupted"}
        site.goes_on.set()
        later = up.ended(up.start_run(as_of="2026-01-05T15:00:00+00:00", **order))
    assert later["state"]["name"] == "Completed", later["state"]
    _assert_each_page_is_there_once(home)


def test_a_server_killed_in_the_middle_ends_all_and_is_taken_up(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    add_slow_source(home)
    resting = INCIDENT.replace("id: tea-recall", "id: xiaomi-kol-2026\nenabled: false")
    (home / "incidents" / "xiaomi-kol-2026.yaml").write_text(resting, encoding="utf-8")
    up = Up(home, free_port())
    try:
        up.wait_for_line("Ready.")
        with slow_site() as site:
            killed = up.start_run(as_of="2026-01-05T14:00:00+00:00", **site.order())
            until(lambda: _has_begun(home, site), 240, lambda: "".join(up.lines))
            missed = up.start_run()  # its time comes and goes while the first one works
            processes = processes_naming(str(home))
            (server,) = (pid for pid, line in processes.items() if "-m flows.server" in line)
            os.kill(server, signal.SIGKILL)
            assert up.process.wait(120) == 1
            until(lambda: not processes_naming(str(home)) or None, 60)
            assert "Prefect's server has ended" in "".join(up.lines)
            _as_if_scheduled(home, missed)
            site.goes_on.set()
            up = Up(home, free_port())
            up.wait_for_line("Ready.")
            assert "Marked 1 runs as crashed" in "".join(up.lines)
            assert up.run(killed)["state"]["type"] == "CRASHED"
            assert "Missed 1 scheduled runs: one run makes up for them now." in "".join(up.lines)
            caught_up = {"flow_runs": {"tags": {"all_": ["caught-up"]}}}
            assert up.api("/flow_runs/count", caught_up) == 1
            resumed = up.ended(up.start_run(as_of="2026-01-05T15:00:00+00:00", **site.order()))
        assert resumed["state"]["name"] == "Completed", resumed["state"]
        _assert_each_page_is_there_once(home)
        assert up.stop() == 0
    finally:
        for process in processes_naming(str(home)):
            os.kill(process, signal.SIGKILL)


def _as_if_scheduled(home: Path, identity: str) -> None:
    """Let a run look as if the schedule had ordered it; no client of the API can."""
    (database,) = (home / "prefect").glob("*.db")
    with closing(sqlite3.connect(database)) as connection, connection:
        changed = connection.execute(
            "update flow_run set auto_scheduled = 1 where id in ($1, replace($1, '-', ''))",
            (identity,),
        )
        assert changed.rowcount == 1


_IN_A_TERMINAL = """
import asyncio, sys
from flows.order import Order
from flows.prefect_settings import prepare_prefect
order = Order.model_validate_json(sys.argv[1])
prepare_prefect(order.place)
from flows.daily import daily
asyncio.run(daily(order))
"""


def test_a_run_that_nobody_saw_die_is_marked_by_its_silence(up: Up) -> None:
    """Started in a terminal, told to the server, killed: its heartbeat is missed."""
    add_slow_source(up.home)
    with slow_site() as site:
        order = {"home": str(up.home), "as_of": "2026-01-04T14:00:00+00:00", **site.order()}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
        command = [sys.executable, "-c", _IN_A_TERMINAL, json.dumps(order)]
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        until(lambda: site.is_waiting.is_set() or None, 240)
        asked = {"flow_runs": {"name": {"any_": ["slow-recall 2026-01-04"]}}}
        (run,) = up.api("/flow_runs/filter", asked)
        process.kill()
        process.wait()
        ended = up.ended(run["id"])
    assert ended["state"]["type"] == "CRASHED"
    assert "The process of this run is gone" in ended["state"]["message"]
