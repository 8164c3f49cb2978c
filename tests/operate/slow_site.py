"""A site on loopback that takes its time, reached as a proxy."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.flows.archive import BODY, feed, page

SITE = "http://www.chen.example"
PAGES = 8


class _Site(BaseHTTPRequestHandler):
    """A feed of some pages."""

    def do_GET(self) -> None:
        path = self.path.removeprefix(SITE)
        if path == "/robots.txt":
            self._answer(404, b"", "text/plain")
        elif path == "/feed.xml":
            urls = [f"{SITE}/slow/{number}.html" for number in range(PAGES)]
            self._answer(200, feed(*urls), "application/xml")
        else:
            time.sleep(0.3)
            self._answer(200, page(f"青岚召回绿茶 {path}", body=(path, *BODY)), "text/html")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@contextmanager
def slow_site() -> Iterator[str]:
    """Serve the site; hands out its address as a proxy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
