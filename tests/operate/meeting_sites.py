"""Several sites on loopback, reached as a proxy, which hand out pages only after two certain ones of them were asked.

They are dealt to different workers. So a run that ends has had two workers at work at the same time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.flows.archive import BODY, INCIDENT, SOURCE, feed, page

NAMES = ("amsel", "drossel", "fink", "star")
INCIDENT_ID = "bird-recall"
PAGES = 3


class _Handler(BaseHTTPRequestHandler):
    """One feed and some pages for every name; the sites share half of their text."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        name = (address.hostname or "").split(".")[1]
        server: Any = self.server
        if address.path == "/robots.txt":
            self._answer(404, b"", "text/plain")
        elif address.path == "/feed.xml":
            server.asked.add(name)
            if server.asked >= set(NAMES[:2]):
                server.met.set()
            urls = [f"http://www.{name}.example/{number}.html" for number in range(PAGES)]
            self._answer(200, feed(*urls), "application/xml")
        else:
            server.met.wait(300)
            number = int(address.path[1])
            body = (
                BODY
                if number == 0
                else (f"{name}第{number}次报道青岚茶业的召回。" * 9, BODY[number])
            )
            published = f"2026-01-0{5 - NAMES.index(name) % 2} 0{number + 1}:3{NAMES.index(name)}"
            self._answer(200, page(f"青岚召回绿茶 {number}", published, body=body), "text/html")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


def bird_home(root: Path) -> Path:
    """Give a home the sources and the incident of these sites."""
    for folder in ("sources", "incidents"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        told = SOURCE.replace("id: chen", f"id: {name}").replace("www.chen.", f"www.{name}.")
        (root / "sources" / f"{name}.yaml").write_text(told, encoding="utf-8")
    told = INCIDENT.replace("id: tea-recall", f"id: {INCIDENT_ID}")
    told = told.replace("[chen]", f"[{', '.join(NAMES)}]")
    (root / "incidents" / f"{INCIDENT_ID}.yaml").write_text(told, encoding="utf-8")
    return root


@contextmanager
def meeting_sites() -> Iterator[str]:
    """Serve the sites; hands out their address as a proxy."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.asked, server.met = set(), threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.met.set()
        server.shutdown()
        server.server_close()
