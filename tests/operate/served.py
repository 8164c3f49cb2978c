"""`aftermath up` as a process, and its API as a client sees it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
GUARD = Path(__file__).parent / "guard"  # keeps every process from leaving the machine
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


class Up:
    """A running `aftermath up`."""

    def __init__(self, home: Path, port: int, *arguments: str) -> None:
        self.home = home
        self.url = f"http://127.0.0.1:{port}"
        self.escapes = home.with_name(f"{home.name}-escapes.txt")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
        environment |= {"PYTHONPATH": str(GUARD), "ESCAPES": str(self.escapes)}
        self.process = subprocess.Popen(
            [program(), "up", "--home", home, "--port", str(port), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
            start_new_session=True,
        )
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as output:
            for line in output:
                self.lines.append(line)

    def wait_for_line(self, start: str, seconds: float = 240) -> str:
        def found() -> str | None:
            assert self.process.poll() is None, "".join(self.lines)
            return next((line for line in self.lines if line.startswith(start)), None)

        return str(until(found, seconds, lambda: "".join(self.lines)))

    def api(self, path: str, body: Json | None = None, method: str | None = None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/api{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )

        def answered() -> bytes | None:
            try:
                with urllib.request.urlopen(request, timeout=60 if body is None else 240) as answer:
                    return bytes(answer.read())
            except urllib.error.HTTPError as error:
                if error.code == 503:  # the server's database was busy: "try again"
                    return None
                raise
            except TimeoutError:  # the machine was busy: only a plain question may be put twice
                if body is None:
                    return None
                raise

        return json.loads(until(answered, 240, lambda: f"{path}: busy") or "null")

    def deployment(self) -> Json:
        deployment: Json = self.api("/deployments/name/daily/daily")
        return deployment

    def start_run(self, **order: Any) -> str:
        given = self.deployment()["parameters"]["order"] | order
        path = f"/deployments/{self.deployment()['id']}/create_flow_run"
        return str(self.api(path, {"parameters": {"order": given}})["id"])

    def run(self, identity: str) -> Json:
        run: Json = self.api(f"/flow_runs/{identity}")
        return run

    def ended(self, identity: str, seconds: float = 600) -> Json:
        ended: Json = until(
            lambda: run if (run := self.run(identity))["state"]["type"] in ENDED else None,
            seconds,
            lambda: json.dumps(self.run(identity)["state"]) + "".join(self.lines),
        )
        return ended

    def artifacts(self, identity: str) -> dict[str, Json]:
        body = {"artifacts": {"flow_run_id": {"any_": [identity]}}}
        return {item["key"]: item for item in self.api("/artifacts/filter", body)}

    def logs(self, identity: str) -> str:
        body = {"logs": {"flow_run_id": {"any_": [identity]}}, "sort": "TIMESTAMP_ASC"}
        return "\n".join(item["message"] for item in self.api("/logs/filter", body))

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(120)


def program() -> Path:
    return Path(sys.executable).with_name("aftermath")


def until(
    found: Callable[[], Any], seconds: float, explain: Callable[[], str] = lambda: "in vain"
) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if (result := found()) is not None:
            return result
        time.sleep(0.2)
    raise TimeoutError(explain())


def processes_naming(text: str) -> Mapping[int, str]:
    """The processes whose command line or environment names something, by id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
            if text.encode() in told and int(folder.name) != os.getpid():
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found
