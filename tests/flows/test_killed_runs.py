"""Runs that are killed and started again, against a site that takes its time."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.flows.archive import BODY, feed, page, sql, tea_home

pytestmark = pytest.mark.usefixtures("prefect_server")


class _SlowSite(BaseHTTPRequestHandler):
    """A feed of twelve pages that take their time."""

    def do_GET(self) -> None:
        path = self.path.removeprefix("http://www.chen.example")
        if path == "/robots.txt":
            self._answer(404, b"", "text/plain")
        elif path == "/feed.xml":
            urls = [f"http://www.chen.example/a/{number}.html" for number in range(12)]
            self._answer(200, feed(*urls), "application/xml")
        else:
            time.sleep(0.25)
            self._answer(200, page(f"青岚召回绿茶 {path}", body=(path, *BODY)), "text/html")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def proxy() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _SlowSite)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


RUN = """
import asyncio, sys
from datetime import datetime, UTC
from pathlib import Path
from crawlers.plan import Network
from flows.order import Order
from flows.prefect_settings import prepare_prefect
from warehouse.home import Home
home = Home(Path(sys.argv[1]))
prepare_prefect(home)
from flows.daily import daily
order = Order(home=home.root, as_of=datetime.fromisoformat(sys.argv[3]), incidents=("tea-recall",),
              network=Network(proxy=sys.argv[2], allow_loopback=True))
print(asyncio.run(daily(order)))
"""


def start(home: Path, proxy: str, as_of: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, home, proxy, as_of],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )


def kill_in_the_middle(
    home: Path, proxy: str, kill: Callable[[int, int], None] = os.killpg
) -> None:
    process = start(home, proxy, "2026-01-06T14:00:00+00:00")
    landing = home / "landing"
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        growing = list(landing.rglob("*.open"))
        if growing and growing[0].stat().st_size > 4000:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the crawl never began")
    assert list(landing.rglob("*.open"))
    kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("kill", [os.killpg, os.kill], ids=["with-its-crawls", "alone"])
def test_a_run_started_again_does_the_rest_of_crawls_that_were_cut_short(
    tmp_path: Path, proxy: str, kill: Callable[[int, int], None]
) -> None:
    """A crawl whose run is killed alone closes its archive by itself, with a report."""
    home = tea_home(tmp_path / "home")
    kill_in_the_middle(home, proxy, kill)
    for _ in range(2):
        again = start(home, proxy, "2026-01-06T14:00:00+00:00")
        assert again.wait(timeout=120) == 0
        outcomes = sql(
            home, "select outcome, count(*) as n from fetches where role = 'page' group by all"
        )
        assert outcomes == [{"outcome": "fetched", "n": 12}]
        assert len(list((home / "landing").rglob("*.warc.gz"))) == 2
    assert sql(home, "select distinct status from completeness") == [{"status": "ok"}]


def test_kill_9_in_the_middle_loses_nothing_and_doubles_nothing(tmp_path: Path, proxy: str) -> None:
    home = tea_home(tmp_path / "home")
    kill_in_the_middle(home, proxy)
    landing = home / "landing"
    again = start(home, proxy, "2026-01-06T15:00:00+00:00")
    assert again.wait(timeout=120) == 0
    assert not list(landing.rglob("*.open"))
    pages = sql(home, "select url, count(*) as n from raw.documents group by url order by url")
    assert len(pages) == 12
    assert {row["n"] for row in pages} == {1}, "a page that had been fetched was fetched again"
    doubled = "select url, run_id from fetches group by all having count(*) > 1"
    assert sql(home, doubled) == []
    first = sql(
        home,
        "select outcome, count(*) as n from fetches where role = 'page' and run_id like '20260106T14%' group by all",
    )
    outcomes = {row["outcome"]: row["n"] for row in first}
    assert sum(outcomes.values()) == 12
    assert outcomes.keys() == {"fetched", "interrupted"}
