"""A site on loopback that holds its pages back until told otherwise, reached as a proxy.

The home gets a source and an incident for it alone, so that nothing of it is due in the runs of other tests.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.flows.archive import BODY, INCIDENT, SOURCE, feed, page

SITE = "http://www.langsam.example"
SOURCE_ID, INCIDENT_ID = "langsam", "slow-recall"
PAGES = 8


class SlowSite:
    """What a test knows of the site, and may tell it."""

    def __init__(self, proxy: str) -> None:
        self.proxy = proxy
        self.is_waiting = threading.Event()  # a page was asked for and is held back
        self.goes_on = threading.Event()

    def order(self) -> dict[str, Any]:
        """What a run of this site differs in."""
        network = {"proxy": self.proxy, "allow_loopback": True}
        return {"incidents": [INCIDENT_ID], "network": network}


class _Handler(BaseHTTPRequestHandler):
    """A feed of some pages, of which the first comes at once."""

    def do_GET(self) -> None:
        path = self.path.removeprefix(SITE)
        if path == "/robots.txt":
            self._answer(404, b"", "text/plain")
        elif path == "/feed.xml":
            urls = [f"{SITE}/slow/{number}.html" for number in range(PAGES)]
            self._answer(200, feed(*urls), "application/xml")
        else:
            if path != "/slow/0.html":
                site: SlowSite = self.server.site  # type: ignore[attr-defined]
                site.is_waiting.set()
                site.goes_on.wait(300)
            self._answer(200, page(f"青岚召回绿茶 {path}", body=(path, *BODY)), "text/html")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # who asked was killed

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


def add_slow_source(home: Path) -> None:
    """Give a home the source and the incident of the site."""
    source = SOURCE.replace("id: chen", f"id: {SOURCE_ID}").replace("www.chen.", "www.langsam.")
    incident = INCIDENT.replace("id: tea-recall", f"id: {INCIDENT_ID}").replace("chen", SOURCE_ID)
    (home / "sources" / f"{SOURCE_ID}.yaml").write_text(source, encoding="utf-8")
    (home / "incidents" / f"{INCIDENT_ID}.yaml").write_text(incident, encoding="utf-8")


@contextmanager
def slow_site() -> Iterator[SlowSite]:
    """Serve the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = SlowSite(f"http://127.0.0.1:{server.server_address[1]}")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.goes_on.set()
        server.shutdown()
        server.server_close()
