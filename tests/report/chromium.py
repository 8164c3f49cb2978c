"""Debian's Chromium, driven over its own protocol: what a page loads, says and looks like."""

import base64
import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)


@dataclass
class Seen:
    """What a page did while it was shown."""

    requests: list[str] = field(default_factory=list)  # addresses asked for, the page's own first
    complaints: list[str] = field(
        default_factory=list
    )  # console errors, exceptions, broken policies
    width: int = 0  # of the content, in pixels
    screenshot: bytes = b""


class Chromium:
    """One browser, one tab at a time."""

    def __init__(self, port: int, page: str) -> None:
        address = f"ws://127.0.0.1:{port}/devtools/page/{page}"
        self._socket: ClientConnection = connect(address, max_size=None, proxy=None)
        self._last = 0
        self._events: list[dict[str, Any]] = []
        for domain in ("Page", "Network", "Log", "Runtime", "Audits"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; keep the events that come meanwhile."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._last:
                assert "error" not in message, message
                return dict(message["result"])
            self._events.append(message)

    def show(
        self,
        url: str,
        *,
        width: int = 1200,
        dark: bool = False,
        headers: dict[str, str] | None = None,
    ) -> Seen:
        """Open a page at a width, in light or dark, and say what it did."""
        self._events.clear()
        self.ask("Network.setExtraHTTPHeaders", headers=headers or {})
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Page.navigate", url=url)
        self._wait_for("Page.loadEventFired")
        width_now = self.evaluate("document.documentElement.scrollWidth")
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=False)["data"]
        seen = Seen(width=int(width_now), screenshot=base64.b64decode(shot))
        for event in self._events:
            _note(seen, event["method"], event["params"])
        return seen

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)[
            "result"
        ].get("value")

    def picture(self, path: Path) -> None:
        """Write the whole page that is shown as a picture, for a person to look at."""
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(shot))

    def close(self) -> None:
        """Leave the tab."""
        self._socket.close()

    def _wait_for(self, method: str) -> None:
        while not any(event["method"] == method for event in self._events):
            self._events.append(json.loads(self._socket.recv(timeout=60)))


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Chromium]:
    """Run a browser with a new profile; skip the test where none is installed."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no Chromium here (Debian: apt-get install chromium)")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    profile = folder / "profile"
    with (folder / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            [program, *_FLAGS, *root, f"--user-data-dir={profile}", "about:blank"],
            stdout=log,
            stderr=log,
        )
    try:
        port = _port(profile / "DevToolsActivePort", process)
        with connect(port[1], max_size=None, proxy=None) as control:
            control.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
            targets = json.loads(control.recv(timeout=60))["result"]["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        browser = Chromium(port[0], page)
        yield browser
        browser.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


def _port(file: Path, process: subprocess.Popen[bytes]) -> tuple[int, str]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        lines = file.read_text().split() if file.exists() else []
        if len(lines) == 2:
            return int(lines[0]), f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise TimeoutError("Chromium did not start")


def _note(seen: Seen, method: str, told: dict[str, Any]) -> None:
    if method == "Network.requestWillBeSent":
        seen.requests.append(told["request"]["url"])
    elif method == "Log.entryAdded" and told["entry"]["level"] in {"error", "warning"}:
        seen.complaints.append(told["entry"]["text"])
    elif method == "Runtime.consoleAPICalled" and told["type"] in {"error", "warning", "assert"}:
        seen.complaints.append(str(told["args"]))
    elif method == "Runtime.exceptionThrown":
        seen.complaints.append(str(told["exceptionDetails"]))
    elif method == "Audits.issueAdded":
        seen.complaints.append(str(told["issue"]))
