"""A server that is killed ends all that it served; what it missed is made up for when it comes back."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.flows.archive import INCIDENT, tea_home
from tests.flows.conftest import free_port
from tests.operate.cut_short import assert_each_page_is_there_once, has_begun
from tests.operate.served import Up, processes_naming, until
from tests.operate.slow_site import add_slow_source, slow_site


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
            until(lambda: has_begun(home, site), 240, lambda: "".join(up.lines))
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
        assert_each_page_is_there_once(home)
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
