"""Small worlds: outlets, their pages day by day as archives, and the runs that live through them.

The runs use the real steps, without Prefect, which the tests of flows cover; captures are hours older than
the runs that replay them, as in archives that other tools made.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import yaml
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.plan import Network
from flows import steps
from flows.order import Order
from flows.processing import process
from warehouse.home import Home

HTML, XML, JSON = "text/html; charset=utf-8", "application/xml", "application/json"
_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 410: "Gone"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


def moved(place: str, status: int = 301) -> Answer:
    """Return a redirect."""
    return Answer(b"", status, HTML, {"Location": place})


def missing(status: int = 404) -> Answer:
    """Return an error page."""
    return Answer(b"<html><body><h1>Sorry</h1></body></html>", status)


Web = Mapping[str, Answer | bytes | str]


class World:
    """A home and the archives that its runs replay."""

    def __init__(
        self, root: Path, sources: Sequence[Mapping[str, Any]], *incidents: Mapping[str, Any]
    ) -> None:
        self.root, self.home = root, Home(root / "home")
        self.archives: list[Path] = []
        for source in sources:
            self.write(self.home.sources / f"{source['id']}.yaml", source)
        for incident in incidents:
            self.write(self.home.incidents / f"{incident['id']}.yaml", incident)
        self.incidents = tuple(incident["id"] for incident in incidents)

    @staticmethod
    def write(file: Path, content: Mapping[str, Any]) -> None:
        """Write one YAML file."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(dict(content), allow_unicode=True), encoding="utf-8")

    def capture(self, at: datetime, *webs: Web) -> Path:
        """Archive what the web answers at a moment; what a later one says holds."""
        path = self.root / f"{len(self.archives):03}.warc.gz"
        write_archive(path, at, {url: answer for web in webs for url, answer in web.items()})
        self.archives.append(path)
        return path

    def day(self, moment: str, *webs: Web) -> str:
        """Archive a day, hours before its run, and run; returns the run's id."""
        as_of = datetime.fromisoformat(moment)
        self.capture(as_of - timedelta(hours=5), *webs)
        return self.run(as_of)

    def run(self, as_of: datetime, network: Network | None = None) -> str:
        """Do one run: over the archives, or over a network where one is given."""
        order = Order(
            home=self.home.root,
            as_of=as_of,
            incidents=self.incidents,
            replay=() if network else tuple(self.archives),
            network=network or Network(),
        )
        run_id = steps.begin(order, "daily")
        steps.recover_interrupted(order)
        asyncio.run(self._crawl(steps.write_plans(order, run_id)))
        self._take_in(order)
        steps.finish(order, run_id, "daily")
        return run_id

    def ingest(self, *archives: Path, as_of: datetime) -> None:
        """Take archives in."""
        order = Order(home=self.home.root, as_of=as_of, incidents=self.incidents)
        run_id = steps.begin(order, "ingest")
        steps.adopt_archives(order, archives)
        self._take_in(order)
        steps.finish(order, run_id, "ingest")

    def moved_by_reprocessing(self, as_of: datetime) -> tuple[Any, ...]:
        """Rebuild everything from landing; returns the facts that moved."""
        order = Order(home=self.home.root, as_of=as_of, incidents=self.incidents)
        database = steps.begin_rebuild(order)
        self._take_in(order, database)
        return tuple(steps.finish_rebuild(order, keep=False).rows)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the snapshot, as any DuckDB client would."""
        with duckdb.connect(str(self.home.current), read_only=True) as connection:
            connection.execute("set timezone = 'UTC'")
            return connection.execute(query, list(values)).fetchall()

    def outcomes(self, run_id: str, role: str = "page") -> dict[str, str]:
        """Return how every URL of a run ended."""
        query = "select url, outcome from fetches where run_id = $1 and role = $2"
        return dict(self.rows(query, run_id, role))

    async def _crawl(self, plans: Sequence[Path]) -> None:
        for plan in plans:
            await steps.crawl_planned(plan)

    def _take_in(self, order: Order, database: Path | None = None) -> None:
        place = database or self.home.live
        for job in steps.find_work(order, place):
            steps.load_batch(place, process(job).folder)


def write_archive(path: Path, at: datetime, web: Web, version: str = "1.1") -> None:
    """Write one archive with a response per URL."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz", warc_version=version)
        for url, given in web.items():
            answer = as_answer(url, given)
            line = f"{answer.status} {_REASONS.get(answer.status, 'Answer')}"
            headers = [("Content-Type", answer.kind), *answer.headers.items()]
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(answer.body),
                http_headers=StatusAndHeaders(line, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"},
            )
            writer.write_record(record)
            record.raw_stream.close()


def as_answer(url: str, given: Answer | bytes | str) -> Answer:
    """Return what a world says about a URL as an answer."""
    if isinstance(given, Answer):
        return given
    body = given.encode() if isinstance(given, str) else given
    start = body.lstrip()[:60]
    kind = XML if start.startswith(b"<?xml") else JSON if start[:1] in b"[{" else HTML
    return Answer(body, 200, kind)
