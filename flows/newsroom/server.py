"""The newsroom on the wire: an HTTP proxy on loopback behind which all its hosts live."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from flows.newsroom.site import Answer, Request, Transfer, respond
from flows.newsroom.world import World

ENDLESS_LIMIT = 1 << 30  # bytes: an endless body ends here, lest a broken client fill a disk
DRIP_SECONDS = 0.5
DRIP_BYTES = 240


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came of it, for those who want to count."""

    method: str
    url: str
    status: int  # 0: the connection was dropped
    size: int  # bytes of body sent
    now: datetime


class Newsroom:
    """Serves a world on loopback while the `with` block lasts; `now` may be moved at any time."""

    def __init__(
        self,
        world: World,
        now: datetime | None = None,
        respond: Callable[[World, Request, datetime], Answer] = respond,
    ) -> None:
        self.world = world
        self.now = now or world.days[0].astimezone(UTC)
        self.respond = respond
        self.exchanges: list[Exchange] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.newsroom = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    @property
    def proxy_url(self) -> str:
        """The address to send requests to, as `http://127.0.0.1:<port>`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Newsroom":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a client that keeps its connection open must not hold us up
    newsroom: Newsroom

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent when a client hangs up, which hostile pages make clients do."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one write
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        newsroom = self.server.newsroom
        now = newsroom.now
        request = Request(
            self._url(), {k.lower(): v for k, v in self.headers.items()}, self.command
        )
        answer = newsroom.respond(newsroom.world, request, now)
        newsroom.exchanges.append(
            Exchange(self.command, request.url, answer.status, len(answer.body), now)
        )
        _SENDERS[answer.transfer](self, answer)

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the newsroom shares the terminal with the demonstration."""

    def version_string(self) -> str:
        """Name the server the way servers do."""
        return "nginx"

    def _url(self) -> str:
        """The absolute address, whether the client takes us for a proxy or for the host itself."""
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        if self.path.startswith("/"):
            return f"http://{self.headers.get('Host', '')}{self.path}"
        return self.path

    def send_whole(self, answer: Answer) -> None:
        self._head(answer, len(answer.body))
        if self.command != "HEAD" and answer.status not in (204, 304):
            self.wfile.write(answer.body)

    def drop(self, answer: Answer) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def send_endless(self, answer: Answer) -> None:
        self._head(answer, None)
        for _ in range(ENDLESS_LIMIT // len(answer.body)):
            self.wfile.write(answer.body)

    def send_drip(self, answer: Answer) -> None:
        self._head(answer, DRIP_BYTES)
        for _ in range(DRIP_BYTES):
            self.wfile.write(b"<")
            self.wfile.flush()
            time.sleep(DRIP_SECONDS)

    def _head(self, answer: Answer, length: int | None) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if length is None:
            self.send_header("Connection", "close")
        elif answer.status != 304:
            self.send_header("Content-Length", str(length))
        self.end_headers()


_SENDERS = {
    Transfer.WHOLE: _Handler.send_whole,
    Transfer.DROP: _Handler.drop,
    Transfer.ENDLESS: _Handler.send_endless,
    Transfer.DRIP: _Handler.send_drip,
}
