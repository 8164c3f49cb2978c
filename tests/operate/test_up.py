"""`aftermath up`: one command serves the UI and the daily run, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.flows.archive import aftermath, tea_home
from tests.flows.conftest import free_port
from tests.operate.served import GUARD, Up, processes_naming, program, until

INCIDENTS = ["tea-recall"]
AS_OF = "2026-01-06T14:00:00+00:00"


@pytest.fixture(scope="module")
def replayed(up: Up, archive: Path) -> dict[str, Any]:
    """A run that was started through the API and has ended."""
    identity = up.start_run(incidents=INCIDENTS, replay=[str(archive)], as_of=AS_OF)
    return up.ended(identity)


def test_it_prints_where_to_look_and_when_it_runs(up: Up) -> None:
    told = "".join(up.lines)
    assert up.url in told
    assert "30 6 * * * Asia/Shanghai" in told
    assert str(up.home) in told


def test_the_browser_asks_nobody_else(up: Up) -> None:
    with urllib.request.urlopen(f"{up.url}/ui-settings", timeout=60) as answer:
        settings = json.loads(answer.read())
    assert settings["api_url"] == "/api"
    assert settings["default_ui"] == "v1"


def test_nothing_leaves_the_machine(up: Up, replayed: dict[str, Any], tmp_path: Path) -> None:
    """Server, runner, run and crawl were all kept from it, and none even tried."""
    assert replayed["state"]["type"] == "COMPLETED"
    assert "process" in str(up.api("/collections/views/aggregate-worker-metadata"))
    assert not up.escapes.exists(), up.escapes.read_text()
    trying = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    guarded = {"PYTHONPATH": str(GUARD), "ESCAPES": str(tmp_path / "escapes")}
    done = subprocess.run([sys.executable, "-c", trying], env=guarded, capture_output=True)
    assert b"no way to 192.0.2.1" in done.stderr
    assert "192.0.2.1" in (tmp_path / "escapes").read_text()


def test_it_listens_on_loopback_only(up: Up) -> None:
    port = int(up.url.rsplit(":", 1)[1])
    listening = [
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    ]
    assert listening == [f"0100007F:{port:04X}"]


def test_a_run_started_through_the_api_is_done_in_this_home(
    up: Up, replayed: dict[str, Any]
) -> None:
    assert replayed["state"]["type"] == "COMPLETED", replayed["state"]
    assert replayed["name"] == "tea-recall 2026-01-06"
    assert set(replayed["tags"]) == {"tea-recall", "replay"}
    done = aftermath("sql", "select title from coverage", "--format", "csv", "--home", up.home)
    assert "青岚召回绿茶" in done.stdout


def test_its_state_names_what_is_missing(replayed: dict[str, Any]) -> None:
    assert replayed["state"]["name"] == "Completed with gaps"
    assert replayed["state"]["message"] == "晨江新闻: partial (http_error 404)"


def test_its_artifacts_and_log_tell_the_day(up: Up, replayed: dict[str, Any]) -> None:
    artifacts = up.artifacts(replayed["id"])
    (source,) = json.loads(artifacts["sources"]["data"])
    assert (source["seen"], source["fetched"], source["failed"]) == (2, 1, 1)
    assert "青岚召回绿茶" in artifacts["news"]["data"]
    assert json.loads(artifacts["rejections"]["data"])[0]["reason"] == "http_status"
    log = until(lambda: text if "full log" in (text := up.logs(replayed["id"])) else None, 60)
    assert "chen: 2 links" in log
    tasks = up.api("/task_runs/filter", {"flow_runs": {"id": {"any_": [replayed["id"]]}}})
    assert {"crawl chen"} <= {task["name"] for task in tasks}


def test_a_source_that_cannot_be_had_fails_the_run_in_words(up: Up) -> None:
    ended = up.ended(up.start_run(incidents=INCIDENTS, network={"proxy": "http://127.0.0.1:9"}))
    assert ended["state"]["type"] == "FAILED"
    assert ended["state"]["message"].startswith("None of 1 feeds and lists could be had")
    (source,) = json.loads(up.artifacts(ended["id"])["sources"]["data"])
    assert source["status"] == "outage"


def test_secrets_of_alerts_may_lie_in_blocks(up: Up) -> None:
    script = (
        "import asyncio\n"
        "from prefect.blocks.system import Secret\n"
        "from flows.secrets import alert_environment\n"
        "async def main():\n"
        "    await Secret(value='http://hook.example/1').asave('aftermath-webhook-url')\n"
        "    known = await alert_environment()\n"
        "    print(known['AFTERMATH_WEBHOOK_URL'], known.get('AFTERMATH_SMTP_URL'))\n"
        "asyncio.run(main())\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AFTERMATH_")}
    environment |= {"PREFECT_API_URL": f"{up.url}/api", "PREFECT_HOME": str(up.home / "prefect")}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True
    )
    assert done.stdout == "http://hook.example/1 None\n", done.stderr


def test_the_schedule_is_changed_while_it_runs(up: Up) -> None:
    done = aftermath("schedule", "--cron", "5 7 * * 1-5", "--home", up.home)
    assert done.returncode == 0, done.stderr
    assert "5 7 * * 1-5 Asia/Shanghai, next" in done.stdout

    def taken_over() -> bool | None:
        (schedule,) = up.deployment()["schedules"]
        return schedule["schedule"]["cron"] == "5 7 * * 1-5" or None

    until(taken_over, 60)
    wrong = aftermath("schedule", "--cron", "at noon", "--home", up.home)
    assert wrong.returncode == 1
    assert "is no cron line" in wrong.stderr
    unknown = aftermath("schedule", "--timezone", "Asia/Nowhere", "--home", up.home)
    assert "there is no time zone" in unknown.stderr


def test_a_second_start_is_refused_in_a_sentence(up: Up) -> None:
    done = aftermath("up", "--home", up.home, "--port", str(free_port()))
    assert done.returncode == 1
    assert done.stderr == f"aftermath: `aftermath up` already runs for {up.home} at {up.url}.\n"


def test_a_port_in_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = aftermath("up", "--home", tea_home(tmp_path), "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be had" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_others_are_let_in_with_a_password_only(tmp_path: Path) -> None:
    done = aftermath("up", "--home", tea_home(tmp_path), "--host", "0.0.0.0")
    assert done.returncode == 1
    assert "AFTERMATH_PASSWORD" in done.stderr


def test_a_run_in_a_terminal_is_told_to_the_server(up: Up, archive: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    options = ["--incident", "tea-recall", "--as-of", "2026-01-07T14:00Z", "--home", str(up.home)]
    done = subprocess.run(
        [str(program()), "run", "--replay", str(archive), *options],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert up.api("/flow_runs/count", {}) >= 2


def test_it_ends_cleanly_and_starts_again(up: Up) -> None:
    """The last test of this module: it stops the server."""
    assert up.stop(signal.SIGTERM) == 0
    assert until(lambda: not processes_naming(str(up.home)) or None, 60)
    again = Up(up.home, free_port())
    try:
        again.wait_for_line("Ready.")
        assert again.deployment()["schedules"][0]["schedule"]["cron"] == "5 7 * * 1-5"
        again.process.kill()  # even then nothing stays
        again.process.wait()
        until(lambda: not processes_naming(str(up.home)) or None, 60)
    finally:
        for process in processes_naming(str(up.home)):
            os.kill(process, signal.SIGKILL)
