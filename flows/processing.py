"""From landed archives to batches of rows: clean and tag every page.

`process` runs in a worker process and is given names only, so that a worker may be another machine
with the same home.
"""

import asyncio
import functools
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from crawlers.identity import canonical_url, document_id, original_url, page_number
from flows.captures import FOUND_ELSEWHERE, attributed, later_page, moments, too_complex
from flows.clean import clean_page, join_pages
from flows.comparing import sketch_rows
from flows.configuration import Configuration, load_configuration
from flows.order import Order
from flows.patience import TookTooLongError, limited
from flows.tag import tag_document
from flows.tag.search_words import word_row
from warehouse.batch import BatchWriter, Row, record_row, tagging_rows
from warehouse.home import Home
from warehouse.landing import Damage, read_landing
from warehouse.records import Document, Fate, RawPage, Rejection, Sighting

_SKETCHED_AT_ONCE = 100  # documents
_WAITING = 1_000  # documents that wait for further pages of their articles, which land close by
_BATCH_BYTES = 8 * 2**20  # of archive: some 300 pages
LONGEST = 60.0  # seconds of processor time for one page; a common one takes some thousandths
_SHARES = 16  # at least, where workers share


@dataclass(frozen=True, slots=True)
class Job:
    """One batch to process: whole archives, read for these incidents."""

    home: Path
    files: tuple[Path, ...]
    incidents: tuple[str, ...]  # ids or files; empty: all
    configuration: str  # digest of the configuration: a worker reads it again when it differs
    at: datetime  # recorded as the time of loading

    @property
    def folder(self) -> Path:
        """The folder that takes the rows."""
        names = "\n".join(map(str, self.files))
        return Home(self.home).work / sha256(names.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Processed:
    """What came out of a batch."""

    folder: Path
    files: int
    pages: int
    documents: int
    rejections: int
    damages: int


def make_jobs(order: Order, files: Sequence[Path]) -> tuple[Job, ...]:
    """Return the jobs for these archives, small archives together; workers share even a small day."""
    digest = order.configuration.digest()
    total = sum(file.stat().st_size for file in files)
    most = min(_BATCH_BYTES, total // _SHARES) if order.workers else _BATCH_BYTES
    return tuple(
        Job(order.home, tuple(group), order.incidents, digest, order.as_of)
        for group in _grouped(files, most)
    )


def process(job: Job) -> Processed:
    """Clean and tag the pages of a batch and write the rows; the same job gives the same rows."""
    batch = _Batch(job)
    with batch.writer:
        for file in job.files:
            batch.add_file(file)
        batch.sketch()
    return Processed(job.folder, len(job.files), **batch.counts)


async def process_in_pool(job: Job) -> Processed:
    """Process a batch in another process; the pool of one process per core is kept for the next."""
    pool = _pool()
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, process, job)
    except BrokenProcessPool:
        _pool.cache_clear()
        raise


def archive_name(file: Path, landing: Path) -> str:
    """Return the name of an archive in the warehouse: relative to landing where it lies there."""
    return str(file.relative_to(landing)) if file.is_relative_to(landing) else str(file)


class _Batch:
    """The rows of one job while they are written."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.counts = dict.fromkeys(("pages", "documents", "rejections", "damages"), 0)
        self.writer = BatchWriter(job.folder)
        self.configuration = _configuration(job.home, job.incidents, job.configuration)
        self.unsketched: list[Document] = []
        self.waiting: dict[str, list[tuple[Document, RawPage]]] = {}  # by document

    def add_file(self, file: Path) -> None:
        name = archive_name(file, Home(self.job.home).landing)
        pages_before = self.counts["pages"]
        for record in read_landing(file, name=name):
            self._add(record)
        self._add_waiting()
        row = {
            "file": name,
            "bytes": file.stat().st_size,
            "pages": self.counts["pages"] - pages_before,
            "loaded_at": self.job.at,
        }
        self.writer.add("landing_files", row)

    def sketch(self) -> None:
        """Write what the documents that wait are found again by: many at once cost half of each alone."""
        self.writer.add("sketches", *sketch_rows(self.unsketched))
        self.unsketched.clear()

    def _add(self, record: RawPage | Fate | Sighting | Damage) -> None:
        if isinstance(record, RawPage):
            self._add_page(record)
        elif isinstance(record, Fate):
            self.writer.add("fates", record_row(record))
        elif isinstance(record, Sighting):
            self.writer.add("sightings", self._sighting_row(record))
        else:
            self.counts["damages"] += 1
            row = {"file": record.file, "offset": record.offset, "reason": record.reason}
            self.writer.add("damages", row)

    def _add_page(self, page: RawPage) -> None:
        if page.run_id and 300 <= page.status < 400:
            return  # a hop or a "not modified" of our own crawl: its fate tells it
        source = self.configuration.catalog.source_for_url(page.url)
        if source is None and page.via not in FOUND_ELSEWHERE:
            source = self.configuration.catalog.get(page.source_id)
        page = attributed(page, source)
        try:
            with limited(LONGEST):
                result = clean_page(page, source)
        except TookTooLongError:
            result = too_complex(page, LONGEST)
        self.counts["pages"] += 1
        if isinstance(result, Rejection):
            self._add_rejection(result, page)
            return
        bare = replace(page, body=b"", headers={})
        self.waiting.setdefault(result.document_id, []).append((result, bare))
        if len(self.waiting) >= _WAITING:
            self._add_waiting()

    def _add_rejection(self, rejection: Rejection, page: RawPage) -> None:
        self.counts["rejections"] += 1
        self.writer.add("rejections", record_row(rejection) | {"run_id": page.run_id or None})

    def _add_waiting(self) -> None:
        """Add the documents that waited for further pages of their articles."""
        for captures in self.waiting.values():
            for group in moments(captures):
                self._add_article(group)
        self.waiting.clear()

    def _add_article(self, group: list[tuple[Document, RawPage]]) -> None:
        """Add the document that the pages of one moment make."""
        first, *later = sorted(group, key=lambda found: page_number(found[0].url))
        for document, page in later:
            self._add_rejection(later_page(document), page)
        document, page = join_pages(document for document, _ in group), first[1]
        try:
            with limited(LONGEST):
                words, tables = word_row(document), self._tag(document)
        except TookTooLongError:
            self._add_rejection(too_complex(document, LONGEST), page)
            return
        self.counts["documents"] += 1
        self._add_document(document, page)
        self.writer.add("words", words)
        for table, rows in tables:
            self.writer.add(table, *rows)

    def _tag(self, document: Document) -> list[tuple[str, Sequence[Row]]]:
        """Return the rows that the incidents have of a document, by table."""
        found: list[tuple[str, Sequence[Row]]] = []
        for incident in self.configuration.incidents:
            tagging = tag_document(document, incident)
            if tagging.relevance.score > 0 or tagging.relevance.is_relevant:
                found.extend(tagging_rows(document, tagging).items())
        return found

    def _original(self, url: str) -> str | None:
        """Return the id of the document that a mirror's page copies, where its URL tells."""
        catalog = self.configuration.catalog
        original = original_url(url, catalog.source_for_url(url))
        if original is None:
            return None
        return document_id(canonical_url(original, source=catalog.source_for_url(original)))

    def _sighting_row(self, sighting: Sighting) -> Row:
        source = self.configuration.catalog.source_for_url(sighting.url)
        identity = document_id(canonical_url(sighting.url, source=source))
        return record_row(sighting) | {"document_id": identity}

    def _add_document(self, document: Document, page: RawPage) -> None:
        found = {
            "via": page.via or None,
            "mirror_of_id": self._original(document.url),
            "run_id": page.run_id or None,
        }
        self.writer.add("documents", record_row(document) | found)
        self.unsketched.append(document)
        if len(self.unsketched) >= _SKETCHED_AT_ONCE:
            self.sketch()


@functools.lru_cache(maxsize=4)
def _configuration(home: Path, incidents: tuple[str, ...], _: str) -> Configuration:
    return load_configuration(Home(home), incidents)


@functools.cache
def _pool() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver" if hasattr(os, "fork") else "spawn")
    return ProcessPoolExecutor(
        os.cpu_count() or 1, mp_context=context, initializer=_end_with_parent
    )


def _end_with_parent() -> None:
    """End this process when the one that it works for is killed; otherwise it would wait for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        multiprocessing.connection.wait([parent.sentinel] if parent else [])
        os._exit(1)

    if parent is not None:
        threading.Thread(target=watch, daemon=True).start()


def _grouped(files: Iterable[Path], most: int) -> Iterator[list[Path]]:
    group: list[Path] = []
    size = 0
    for file in files:
        group.append(file)
        size += file.stat().st_size
        if size >= most:
            yield group
            group, size = [], 0
    if group:
        yield group
