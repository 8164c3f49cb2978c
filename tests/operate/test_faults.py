"""A run or one of its crawls that is killed is marked, taken up, and leaves nothing behind."""

import json
import os
import signal
from pathlib import Path

from tests.flows.archive import tea_home
from tests.operate.cut_short import assert_each_page_is_there_once, has_begun, outcomes
from tests.operate.served import Up, processes_naming, until
from tests.operate.slow_site import add_slow_source, slow_site


def _flow_process(up: Up) -> int:
    found = processes_naming(str(up.home))
    assert any("-m prefect." in command for command in found.values()), found
    return next(process for process, command in found.items() if "-m prefect." in command)


def test_a_run_killed_in_the_middle_is_marked_and_taken_up(up: Up) -> None:
    add_slow_source(up.home)
    before = set(processes_naming(str(up.home)))
    with slow_site() as site:
        killed = up.start_run(as_of="2026-01-05T14:00:00+00:00", **site.order())
        until(lambda: has_begun(up.home, site), 240, lambda: json.dumps(up.run(killed)["state"]))
        os.kill(_flow_process(up), signal.SIGKILL)
        assert up.ended(killed)["state"]["type"] == "CRASHED"
        until(lambda: not set(processes_naming(str(up.home))) - before or None, 60)
        site.goes_on.set()
        resumed = up.ended(up.start_run(as_of="2026-01-05T15:00:00+00:00", **site.order()))
    assert resumed["state"]["type"] == "COMPLETED", resumed["state"]
    assert_each_page_is_there_once(up.home)
    assert outcomes(up.home, "20260105T14") == {"fetched", "interrupted"}


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
        until(lambda: has_begun(home, site), 240, lambda: json.dumps(up.run(run)["state"]))
        os.kill(_crawl_process(home), signal.SIGKILL)
        ended = up.ended(run)
        assert ended["state"]["name"] == "Completed with gaps", ended["state"]
        assert outcomes(home, "20260105T14") == {"fetched", "interrupted"}
        site.goes_on.set()
        later = up.ended(up.start_run(as_of="2026-01-05T15:00:00+00:00", **order))
    assert later["state"]["name"] == "Completed", later["state"]
    assert_each_page_is_there_once(home)
