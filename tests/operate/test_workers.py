"""Two workers share a day's work, and what comes of it is what one machine makes of it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.flows.archive import aftermath
from tests.operate.meeting_sites import INCIDENT_ID, NAMES, bird_home, meeting_sites
from tests.operate.served import Up, processes_naming, until

PROJECT = Path(__file__).parents[2]
DOCUMENTED = (PROJECT / "docs" / "scale-out.md").read_text(encoding="utf-8")
AS_OF = "2026-01-05T14:00:00+00:00"
QUESTIONS = (
    "select url, title, text, published_at, source_id, relevance, is_origin, version_count from coverage",
    "select url, source_id, role, outcome, http_status from fetches",
    "select coverage.url, kind, tag, count from mentions join coverage using (document_id)",
    "select coverage.url, target, label from stances join coverage using (document_id)",
    "select child.url, parent.url, lineage.kind from lineage "
    "join coverage child on child.document_id = child_document_id "
    "join coverage parent on parent.document_id = parent_document_id",
    "select source_id, seen_on, link_count from sightings",
)


def _prefect(up: Up, folder: Path, *arguments: str) -> dict[str, Any]:
    """How Prefect's own command is called on a machine with a worker."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    environment |= {"PREFECT_API_URL": f"{up.url}/api", "PREFECT_HOME": str(folder)}
    program = Path(sys.executable).with_name("prefect")
    return {"args": [program, *arguments], "env": environment, "cwd": PROJECT}


@contextmanager
def two_workers(up: Up, folder: Path) -> Iterator[None]:
    """Two workers of a pool, set up as the documentation says, each with a folder of its own."""
    for line in ("work-pool create aftermath --type process", "deploy --all --no-prompt"):
        assert f"\nprefect {line}\n" in DOCUMENTED
        called = _prefect(up, folder / "setup", *line.split())
        done = subprocess.run(**called, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stdout + done.stderr
    workers = []
    for name in ("one", "two"):
        line = f"worker start --pool aftermath --limit 1 --name {name}"
        called = _prefect(up, folder / name, *line.split())
        workers.append(
            subprocess.Popen(**called, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        )
    try:
        until(lambda: _online(up) == 2 or None, 240, lambda: str(_online(up)))
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
        for process in processes_naming(str(folder)):
            os.kill(process, signal.SIGKILL)


def _online(up: Up) -> int:
    workers = up.api("/work_pools/aftermath/workers/filter", {})
    return sum(1 for worker in workers if worker["status"] == "ONLINE")


def _rows(home: Path, question: str) -> list[str]:
    done = aftermath("sql", question, "--format", "json", "--home", home)
    assert done.returncode == 0, done.stderr
    return sorted(json.dumps(row, ensure_ascii=False) for row in json.loads(done.stdout))


def _order(home: Path, proxy: str) -> dict[str, Any]:
    network = {"proxy": proxy, "allow_loopback": True}
    return {"home": str(home), "incidents": [INCIDENT_ID], "network": network, "as_of": AS_OF}


def test_two_workers_share_a_day(up: Up, tmp_path: Path) -> None:
    shared, alone = bird_home(tmp_path / "shared"), bird_home(tmp_path / "alone")
    exchange = tmp_path / "exchange"
    with two_workers(up, tmp_path / "workers"), meeting_sites() as proxy:
        workers = {"pool": "aftermath", "exchange": str(exchange)}
        identity = up.start_run(workers=workers, **_order(shared, proxy))
        ended = up.ended(identity, 480)
    assert ended["state"]["name"] == "Completed", ended["state"]
    runs = up.api("/flow_runs/filter", {"flow_runs": {"parent_flow_run_id": {"any_": [identity]}}})
    assert {run["state"]["type"] for run in runs} == {"COMPLETED"}
    by = {run["id"]: {tag for tag in run["tags"] if tag.startswith("worker ")} for run in runs}
    crawls = [run["id"] for run in runs if "plans" in run["parameters"]]
    cleanings = [run["id"] for run in runs if "batches" in run["parameters"]]
    assert len(crawls) == len(cleanings) == 2
    assert set().union(*(by[run] for run in crawls)) == {"worker one", "worker two"}
    assert all(by[run] for run in cleanings)
    tasks = up.api("/task_runs/filter", {"flow_runs": {"id": {"any_": crawls}}})
    assert {task["name"] for task in tasks} >= {f"crawl {name}" for name in NAMES}
    assert not [file for file in exchange.rglob("*") if file.is_file()]

    with meeting_sites() as proxy:
        up.ended(up.start_run(**_order(alone, proxy)))
    for question in QUESTIONS:
        assert _rows(shared, question) == _rows(alone, question), question
        assert _rows(shared, question)


def test_where_no_worker_is_the_machine_does_it_all(up: Up, tmp_path: Path) -> None:
    home = bird_home(tmp_path / "home")
    workers = {"pool": "nobody", "exchange": str(tmp_path / "exchange")}
    with meeting_sites() as proxy:
        ended = up.ended(identity := up.start_run(workers=workers, **_order(home, proxy)))
    assert ended["state"]["name"] == "Completed", ended["state"]
    told = until(lambda: log if "No worker" in (log := up.logs(identity)) else None, 60)
    assert "No worker of the pool nobody is there: this machine does it all." in told
