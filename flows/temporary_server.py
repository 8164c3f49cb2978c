"""Prefect's API for as long as a command lasts, and not longer.

Prefect would start one by itself, but imports all of its server into the asking process for it (4 s of processor
time, 2026-11-28), and leaves it behind where that process is killed. This one ends with its standard input, which
the kernel closes. What it keeps, `aftermath up` shows.
"""

import asyncio
import atexit
import importlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from types import ModuleType

from flows.server import answers, end_with_standard_input
from warehouse.errors import WarehouseError
from warehouse.home import Home

_START = 180.0  # seconds
_ENVIRONMENT = {
    "PREFECT__SERVER_EPHEMERAL": "1",  # no UI, and no services that only a lasting server needs
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}
# Every event and step of every task took a fifth of the whole demonstration (2026-11-28).
_SPARING = {
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "false",
}


async def serve_temporarily(home: Home, *, keeps_steps: bool) -> ModuleType:
    """Serve Prefect's API on loopback for this process, until it ends; returns the module `flows.daily`.

    Call it after `prepare_prefect` and before Prefect is imported, which goes on while the server starts.
    Where the environment names a server already, that one is used. Runs, their states, logs and artifacts are
    kept; the steps of their tasks where that is asked for.
    """
    if not os.environ.get("PREFECT_API_URL"):
        environment = _ENVIRONMENT if keeps_steps else _ENVIRONMENT | _SPARING
        await _serve(home, environment)
    return importlib.import_module("flows.daily")


async def _serve(home: Home, environment: Mapping[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = _start(home, port, environment)
    atexit.register(_end, process)  # Prefect sends its last words before, when threads are ended
    os.environ["PREFECT_API_URL"] = api = f"http://127.0.0.1:{port}/api"
    importlib.import_module("flows.daily")
    await asyncio.to_thread(_wait, process, api)


def _start(home: Home, port: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with (home.prefect / "server.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flows.temporary_server", str(port)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=os.environ | environment,
            start_new_session=True,  # Ctrl-C is for whoever started it
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.communicate()


def _wait(process: subprocess.Popen[bytes], api: str) -> None:
    deadline = time.monotonic() + _START
    while not answers(api, 2.0):
        if process.poll() is not None or time.monotonic() > deadline:
            raise WarehouseError(
                "Prefect's server does not answer; prefect/server.log in the home says why."
            )
        time.sleep(0.2)


def main(arguments: list[str]) -> None:
    """Be the server at a port, until standard input closes."""
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(arguments[0]),
        log_level="error",
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
