"""The Prefect server of a home: one process, on loopback unless a password protects it.

The server ends when its standard input closes, which the kernel does when `aftermath up` is gone,
however it went: nothing is ever left behind.

    ServerError(WarehouseError)     the server cannot be started here, or does not answer
"""

import contextlib
import fcntl
import ipaddress
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.home import Home

PASSWORD = "AFTERMATH_PASSWORD"
_USER = "aftermath"
_START = 180.0  # seconds; the first start makes the database: 10 s measured, more on a busy machine
_STOP = 10.0  # seconds that open connections get


class ServerError(WarehouseError):
    """The server cannot be started here, or does not answer."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address of the UI, as this machine reaches it."""
        try:
            every = ipaddress.ip_address(self.host).is_unspecified
        except ValueError:
            every = False
        host = "127.0.0.1" if every else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def api(self) -> str:
        """The address of the API, as this machine reaches it."""
        return f"{self.url}/api"

    @property
    def is_loopback(self) -> bool:
        """Say whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def credentials() -> str | None:
    """Return what the environment says of the password, as Prefect wants it; None: no password."""
    password = os.environ.get(PASSWORD)
    return f"{_USER}:{password}" if password else None


@contextlib.contextmanager
def claimed(home: Home, address: Address) -> Iterator[None]:
    """Hold the home's one place for a server; raises ServerError where one runs or none may."""
    if not address.is_loopback and credentials() is None:
        raise ServerError(
            f"{address.host} can be reached from other machines: set a password in the environment "
            f"variable {PASSWORD} (user name: {_USER}), or leave --host away."
        )
    home.prefect.mkdir(parents=True, exist_ok=True)
    with _lock_file(home).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            where = running_api(home)
            known = f" at {where.removesuffix('/api')}" if where else ""
            raise ServerError(f"`aftermath up` already runs for {home.root}{known}.") from error
        _require_free(address)
        try:
            yield
        finally:
            _place_file(home).unlink(missing_ok=True)


def announce(home: Home, address: Address) -> None:
    """Tell other commands of this home where the server is."""
    part = _place_file(home).with_suffix(".part")
    part.write_text(json.dumps({"api": address.api}), encoding="utf-8")
    part.rename(_place_file(home))


def running_api(home: Home) -> str | None:
    """Return the address of the API that `aftermath up` serves for a home; None: it does not run."""
    try:
        with _lock_file(home).open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return str(json.loads(_place_file(home).read_text(encoding="utf-8"))["api"])
    except (OSError, ValueError, KeyError):
        return None
    return None


def answers(api: str, seconds: float = 3.0) -> bool:
    """Say whether a Prefect API answers us, password included."""
    return _asked(f"{api}/admin/version", None, seconds) is not None


def scheduled_runs(api: str) -> int:
    """Return how many runs wait for their time; 0 where the API does not answer."""
    waiting = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    return int(_asked(f"{api}/flow_runs/count", json.dumps(waiting).encode(), 10.0) or 0)


def _asked(url: str, body: bytes | None, seconds: float) -> bytes | None:
    """Return what the API answers; None where it does not, or refuses us."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    known = credentials()
    if known:
        request.add_header("Authorization", f"Basic {b64encode(known.encode()).decode()}")
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return bytes(answer.read()) if answer.status == 200 else None
    except (urllib.error.URLError, OSError, ValueError):
        return None


class Server:
    """The process of the server."""

    def __init__(self, home: Home, address: Address) -> None:
        self.address = address
        self.log = home.prefect / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.server", address.host, str(address.port)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=os.environ | _server_environment(),
                start_new_session=True,  # Ctrl-C is for `up`, which ends its parts in order
            )

    def wait_until_it_answers(self) -> None:
        """Return when the API answers; raises ServerError where it never does."""
        deadline = time.monotonic() + _START
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ServerError(f"Prefect's server ended at once; {self.log} says why.")
            if answers(self.address.api, 2.0):
                return
            time.sleep(0.2)
        raise ServerError(f"Prefect's server does not answer after {_START:g} s; see {self.log}.")

    @property
    def is_alive(self) -> bool:
        """Say whether the process is there."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End the process and wait for it."""
        self.process.terminate()
        try:
            self.process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


def _server_environment() -> dict[str, str]:
    environment = {"PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false"}
    known = credentials()
    if known:
        environment["PREFECT_SERVER_API_AUTH_STRING"] = known
    # The browser asks the server that it got the page from, whatever name that was reached by.
    return environment | {"PREFECT_UI_API_URL": "/api"}


def _require_free(address: Address) -> None:
    try:
        with contextlib.ExitStack() as stack:
            for family, kind, *_, place in socket.getaddrinfo(
                address.host, address.port, type=socket.SOCK_STREAM
            ):
                probe = stack.enter_context(socket.socket(family, kind))
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
    except socket.gaierror as error:
        raise ServerError(f"There is no address {address.host!r} on this machine.") from error
    except (OSError, OverflowError) as error:
        raise ServerError(
            f"Port {address.port} of {address.host} cannot be had "
            f"({getattr(error, 'strerror', None) or error}): choose another with --port."
        ) from error


def _lock_file(home: Home) -> Path:
    return home.prefect / "up.lock"


def _place_file(home: Home) -> Path:
    return home.prefect / "up.json"


def end_with_standard_input() -> None:
    """End this process when whoever started it is gone."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_STOP)
    os.kill(os.getpid(), signal.SIGKILL)


def _keep_from_registry() -> None:
    """Have the server tell of integrations what it was shipped with, instead of asking GitHub for news of them."""
    from prefect.server.api.collections import KNOWN_VIEWS

    KNOWN_VIEWS.update(dict.fromkeys(KNOWN_VIEWS, "offline:"))  # no way there: its own copy is next


def main(arguments: list[str]) -> None:
    """Be the server, at the host and port given."""
    host, port = arguments
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    _keep_from_registry()
    sys.argv = ["prefect", "server", "start", "--host", host, "--port", port]
    runpy.run_module("prefect", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
