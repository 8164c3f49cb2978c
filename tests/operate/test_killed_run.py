"""`aftermath run` without `aftermath up`, killed: its temporary server and its crawl end by themselves."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.flows.archive import aftermath, tea_home
from tests.operate.conftest import FIRST
from tests.operate.served import processes_naming, program, until


@pytest.fixture(autouse=True)
def no_other_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


def _run(home: Path, archive: Path) -> list[str | Path]:
    moment = ("--replay", archive, "--as-of", "2026-01-06T22:00+08:00")
    return ["run", "--incident", "tea-recall", "--home", home, *moment]


def _nothing_is_left(home: Path) -> bool | None:
    return not processes_naming(str(home)) or None


def test_a_killed_run_leaves_no_process_and_is_taken_up(tmp_path: Path, archive: Path) -> None:
    home = tea_home(tmp_path / "home")
    killed = subprocess.Popen([program(), *_run(home, archive)], stderr=subprocess.PIPE, text=True)
    try:
        assert killed.stderr
        with killed.stderr as told:
            assert any(line.startswith("crawl: 1") for line in told)
            served = processes_naming(str(home)).values()
            assert any("-m flows.temporary_server" in command for command in served), served
            killed.kill()
        assert killed.wait(60) == -signal.SIGKILL
        assert until(lambda: _nothing_is_left(home), 60)
        again = aftermath(*_run(home, archive))
        assert again.returncode == 0, again.stderr
        assert until(lambda: _nothing_is_left(home), 60)
        asked = aftermath("sql", "select url from coverage", "--format", "csv", "--home", home)
        assert asked.stdout.splitlines() == ["url", FIRST]
    finally:
        for process in processes_naming(str(home)):
            os.kill(process, signal.SIGKILL)
