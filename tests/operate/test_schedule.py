"""The scheduled time fires, and while a run works a second one waits for its turn or is refused."""

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.flows.archive import aftermath, tea_home
from tests.operate.served import Json, Up, until
from tests.operate.slow_site import PAGES, SlowSite, add_slow_source, slow_site

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def site(up: Up) -> Iterator[SlowSite]:
    """The site that scheduled runs ask, and their schedule back as it was."""
    add_slow_source(up.home)
    with slow_site() as site:
        yield site
    assert aftermath("schedule", "--cron", "30 6 * * *", "--home", up.home).returncode == 0


def _schedule_soon(up: Up) -> datetime:
    """Have the daily run start at the next minute but one; returns when."""
    at = datetime.now(ZONE).replace(second=0, microsecond=0) + timedelta(minutes=2)
    cron = f"{at.minute} {at.hour} * * *"
    done = aftermath("schedule", "--cron", cron, "--home", up.home)
    assert done.returncode == 0, done.stderr
    until(lambda: up.deployment()["schedules"][0]["schedule"]["cron"] == cron or None, 60)
    return at


def _scheduled(up: Up, at: datetime) -> Json | None:
    asked = {
        "deployment_id": {"any_": [up.deployment()["id"]]},
        "expected_start_time": {"after_": at.isoformat(), "before_": at.isoformat()},
    }
    return next(iter(up.api("/flow_runs/filter", {"flow_runs": asked})), None)


def test_the_scheduled_time_fires_and_others_wait(up: Up, site: SlowSite) -> None:
    at = _schedule_soon(up)
    deployment = up.deployment()
    order = deployment["parameters"]["order"] | site.order()
    up.api(f"/deployments/{deployment['id']}", {"parameters": {"order": order}}, method="PATCH")
    scheduled = until(lambda: _scheduled(up, at), 240)
    assert scheduled["auto_scheduled"]
    until(
        lambda: site.is_waiting.is_set() or None, 300, lambda: str(up.run(scheduled["id"])["state"])
    )
    began = up.run(scheduled["id"])
    assert began["state"]["type"] == "RUNNING"
    assert datetime.fromisoformat(began["start_time"]) >= at

    second = up.start_run(**site.order())
    refused = aftermath("run", "--incident", "slow-recall", "--home", up.home)
    assert refused.returncode == 1
    assert "Another run is working in" in refused.stderr
    for _ in range(20):  # the runner looks every 3 s
        assert up.run(second)["state"]["type"] in {"SCHEDULED", "PENDING"}, up.run(second)["state"]
        time.sleep(0.5)
    site.goes_on.set()
    assert up.ended(scheduled["id"])["state"]["name"] == "Completed"
    ended = up.ended(second)
    assert ended["state"]["name"] == "Completed"
    first_end = datetime.fromisoformat(up.run(scheduled["id"])["end_time"])
    assert datetime.fromisoformat(ended["start_time"]) >= first_end
    counted = aftermath(
        "sql",
        "select count(*) from raw.documents where url like '%langsam%'",
        "--format",
        "csv",
        "--home",
        up.home,
    )
    assert counted.stdout.split() == ["count_star()", str(PAGES)]


def test_logs_are_for_programs_where_the_environment_says_so(
    up: Up, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERMATH_LOG", "json")
    monkeypatch.setenv("PREFECT_API_URL", f"{up.url}/api")
    home = tea_home(tmp_path / "home")
    order = ["--incident", "tea-recall", "--as-of", "2026-01-08T14:00Z", "--home", str(home)]
    done = aftermath("run", "--replay", archive, *order)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"at", "level", "message"} <= set().union(*lines)
    assert any(line.get("task") == "crawl chen" and "links" in line["message"] for line in lines)
    wrong = aftermath("trend", "latest", "--home", "/nowhere")
    assert json.loads(wrong.stderr)["level"] == "ERROR"


def test_doctor_sees_whether_runs_are_scheduled(up: Up) -> None:
    def told() -> str | None:
        said = aftermath("doctor", "--home", up.home).stdout
        return said if "runs scheduled" in said else None

    assert up.url in until(told, 120)
