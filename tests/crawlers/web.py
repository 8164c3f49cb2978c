"""A small web on loopback: one real HTTP server that is the proxy of every invented host."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawlers.catalog import Source
from crawlers.plan import IncidentTerms, Network, Plan
from warehouse.archive_entries import ArchivedResponse, Planned, read_entries
from warehouse.records import Fate, Outcome, Sighting

AS_OF = datetime(2026, 1, 5, 12, tzinfo=UTC)
INCIDENT = IncidentTerms(
    incident_id="harbour",
    any=(("海滨港",), ("港口", "停工")),
    queries=("海滨港 停工",),
    started=datetime(2026, 1, 4, tzinfo=UTC),
)


@dataclass
class Request:
    host: str
    path: str
    headers: dict[str, str]
    at: float
    body: bytes = b""

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"


@dataclass
class Answer:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stream: Callable[[Any], None] | None = None  # writes the body by itself

    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


def page(title: str, more: str = "") -> Answer:
    text = "海滨市港口的工人说，新的值班表没有提前告诉任何人，双方将在周四再谈一次。" * 3
    return Answer(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>{more}</body></html>",
        headers={"Content-Type": "text/html; charset=utf-8"},
    )


def feed(*links: str | tuple[str, str]) -> Answer:
    pairs = [(link, link) if isinstance(link, str) else link for link in links]
    items = "".join(f"<item><title>{t}</title><link>{u}</link></item>" for u, t in pairs)
    return Answer(
        f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>",
        headers={"Content-Type": "application/rss+xml"},
    )


class Web:
    """Answers by host and path; what it does not know is a 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Request], Answer]] = {}
        self.requests: list[Request] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def serve(self, answers: Mapping[str, Answer | Callable[[Request], Answer]]) -> None:
        self.answers.update(answers)

    def asked(self, url: str) -> list[Request]:
        return [request for request in self.requests if request.url == url]

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        found = self.answers.get(request.url, Answer("not here", 404))
        return found(request) if callable(found) else found

    def _handler(web) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                host = parts.netloc or self.headers["Host"]
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length)
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(host, path, headers, time.monotonic(), body)
                with contextlib.suppress(ConnectionError):
                    self.reply(web.answer(request))

            do_POST = do_GET  # noqa: N815

            def reply(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.stream is None:
                    if "Content-Length" not in answer.headers and answer.status != 304:
                        self.send_header("Content-Length", str(len(answer.content())))
                    self.end_headers()
                    self.wfile.write(answer.content())
                    return
                self.send_header("Connection", "close")
                self.end_headers()
                answer.stream(self.wfile)
                self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@contextlib.contextmanager
def running_web() -> Iterator[Web]:
    web = Web()
    thread = threading.Thread(target=web.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.server.shutdown()
        web.server.server_close()
        thread.join()


def a_source(host: str, *discover: dict[str, Any], **more: Any) -> Source:
    values = {
        "id": host.replace(".", "-"),
        "name": host,
        "homepage": f"http://{host}/",
        "kind": "media",
        "discover": discover,
        "crawl": {"delay": 0, "concurrency": 4},
    }
    return Source.model_validate(values | more)


def a_plan(web: Web | None, source: Source, folder: Path, **more: Any) -> Plan:
    network = Network(proxy=web.address, timeout=2.0) if web else Network(timeout=2.0)
    values = {
        "source": source,
        "run_id": "run-1",
        "as_of": AS_OF,
        "landing_file": folder / "run-1" / f"{source.id}.warc.gz",
        "incidents": (INCIDENT,),
        "network": network,
        "time_limit": 30.0,
    }
    return Plan.model_validate(values | more)


class Landed:
    """What a crawl left, read back from its landing file."""

    def __init__(self, file: Path) -> None:
        entries = list(read_entries(file))
        self.fates = [entry for entry in entries if isinstance(entry, Fate)]
        self.sightings = [entry for entry in entries if isinstance(entry, Sighting)]
        self.responses = [entry for entry in entries if isinstance(entry, ArchivedResponse)]
        self.planned = [url for e in entries if isinstance(e, Planned) for url in e.urls]
        self.by_url = {fate.url: fate for fate in self.fates}
        assert len(self.by_url) == len(self.fates), "a URL has more than one fate"
        told = {sighting.url for sighting in self.sightings} | set(self.planned)
        assert told == set(self.by_url), "a URL was seen or planned and has no fate"

    def outcome(self, url: str) -> tuple[Outcome, str]:
        fate = self.by_url[url]
        return fate.outcome, fate.detail
