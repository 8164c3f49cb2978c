"""What the records of an archive say: responses with how they were found, sightings, fates, plans."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from warehouse.archive_errors import Damage, LandingError
from warehouse.archive_format import SOFTWARE, run_fields
from warehouse.archive_http import HttpMessage, decode_content, payload_digest, read_message
from warehouse.archive_read import ArchiveRecord, read_record, read_records
from warehouse.archive_statements import KIND, HowFound, fate_from, how_from, sighting_from
from warehouse.archive_stream import BrokenRecordError
from warehouse.records import Capture, Fate, RawPage, Sighting

_MAX_REMEMBERED = 100_000  # payloads that a later revisit may refer to: 10 MB
_Content = TypeVar("_Content")
_OURS = b'{"' + KIND.encode() + b'"'


@dataclass(frozen=True, slots=True)
class Planned:
    """URLs that a crawl set out to request although no page had shown them."""

    role: str  # page or discovery
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """A response as an archive holds it, with what the archive says about it."""

    url: str
    fetched_at: datetime
    message: HttpMessage
    how: HowFound | None  # None: the archive does not say
    source_id: str  # "": likewise
    run_id: str  # likewise
    capture: Capture

    def page(self) -> RawPage:
        """Return it as a page, the content coding undone; LandingError where that is impossible."""
        try:
            return self._page()
        except BrokenRecordError as broken:
            place = f"{self.capture.file}: the page at {self.capture.offset}"
            raise LandingError(f"{place}: {broken.reason}") from None

    def page_or_damage(self) -> RawPage | Damage:
        """Return it as a page, or the reason why it cannot be one."""
        try:
            return self._page()
        except BrokenRecordError as broken:
            return Damage(self.capture.file, self.capture.offset, f"{self.url}: {broken.reason}")

    def _page(self) -> RawPage:
        return RawPage(
            url=self.url,
            source_id=self.source_id,
            fetched_at=self.fetched_at,
            status=self.message.status,
            headers=self.message.headers,
            body=decode_content(self.message),
            run_id=self.run_id,
            via=self.how.via if self.how else "",
            announced_at=self.how.announced if self.how else None,
            capture=self.capture,
        )


Entry = ArchivedResponse | Planned | Fate | Sighting | Damage


def read_entries(path: Path, *, name: str = "", start: int = 0) -> Iterator[Entry]:
    """Yield what an archive says, in its order; parameters and errors as of `read_records`."""
    return _Reader(path, name or str(path)).entries(start)


class _Reader:
    """One pass over one file."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._is_ours = False
        self._source_id = self._run_id = ""
        self._payloads: dict[int, tuple[int, int]] = {}  # hash of digest or id -> offset, skip

    def entries(self, start: int) -> Iterator[Entry]:
        """Hold each response back until the record behind it has told how it was found."""
        waiting: tuple[str, ArchivedResponse] | None = None
        for record in read_records(self._path, name=self._name, start=start):
            try:
                content = {} if isinstance(record, Damage) else _our_content(record)
                if waiting:
                    yield self._completed(*waiting, record, content)
                    waiting = None
                if isinstance(record, Damage):
                    yield record
                elif content:
                    yield from _statements(content)
                elif response := self._response(record):
                    waiting = record.record_id, response
            except BrokenRecordError as broken:
                yield Damage(self._name, record.offset, broken.reason)
        if waiting:
            yield waiting[1]

    def _completed(
        self,
        record_id: str,
        response: ArchivedResponse,
        follower: ArchiveRecord | Damage,
        content: dict[str, Any],
    ) -> ArchivedResponse:
        """Add what the record behind a response says of it, if it does."""
        if content.get(KIND) != "capture" or isinstance(follower, Damage):
            return response
        if follower.fields.get("warc-concurrent-to") != record_id:
            return response
        return ArchivedResponse(
            response.url,
            response.fetched_at,
            response.message,
            _understood(how_from, content),
            str(content.get("source_id", "")),
            str(content.get("run_id", "")),
            response.capture,
        )

    def _response(self, record: ArchiveRecord) -> ArchivedResponse | None:
        """Return the response in a record; None if there is none in it."""
        if record.kind == "warcinfo":
            self._read_run(record.block)
            return None
        if record.kind == "revisit":
            return self._revisited(record)
        if (message := read_message(record)) is None:
            return None
        digest = payload_digest(record, message)
        if not self._is_ours:
            self._remember(record, digest)
        return self._archived(record, record, message, digest)

    def _revisited(self, record: ArchiveRecord) -> ArchivedResponse:
        """Return the response that a revisit refers to, as if it had been fetched again then."""
        names = record.targets()
        place = next((self._payloads[hash(n)] for n in names if hash(n) in self._payloads), None)
        original = read_record(self._path, *place) if place else None
        message = read_message(original) if original else None
        if original is None or message is None:
            raise BrokenRecordError(
                f"{record.url}: a revisit of a response that this file does not hold"
            )
        return self._archived(record, original, message, payload_digest(original, message))

    def _archived(
        self, record: ArchiveRecord, holder: ArchiveRecord, message: HttpMessage, digest: str
    ) -> ArchivedResponse:
        """`record` says what was fetched when, `holder` has the bytes."""
        return ArchivedResponse(
            url=record.url,
            fetched_at=record.date(),
            message=message,
            how=None,
            source_id=self._source_id,
            run_id=self._run_id,
            capture=Capture(self._name, holder.offset, digest),
        )

    def _remember(self, record: ArchiveRecord, digest: str) -> None:
        for key in (digest, record.record_id):
            self._payloads[hash(key)] = record.offset, record.skip
        while len(self._payloads) > _MAX_REMEMBERED:
            del self._payloads[next(iter(self._payloads))]

    def _read_run(self, block: bytes) -> None:
        """Take source and run from our own files: a torn one may lack a response's metadata."""
        fields = run_fields(block)
        self._is_ours = fields["software"] == SOFTWARE
        if self._is_ours:
            self._source_id, self._run_id = fields["source-id"], fields["run-id"]


def _our_content(record: ArchiveRecord) -> dict[str, Any]:
    """Return the JSON of our own metadata records; empty for every other record."""
    if record.kind != "metadata" or not record.block.startswith(_OURS):
        return {}
    content: dict[str, Any] = _understood(json.loads, record.block)
    return content


def _statements(content: dict[str, Any]) -> Iterable[Planned | Fate | Sighting]:
    """Return what one of our metadata records states beyond how a response was found."""
    read = _STATEMENTS.get(content[KIND])
    return _understood(read, content) if read else ()


def _fates(content: dict[str, Any]) -> list[Fate]:
    return [fate_from(content)]


def _sightings(content: dict[str, Any]) -> list[Sighting]:
    return [sighting_from(sighting) for sighting in content["sightings"]]


def _plans(content: dict[str, Any]) -> list[Planned]:
    return [Planned(content["role"], tuple(content["urls"]))]


_STATEMENTS: dict[str, Callable[[dict[str, Any]], Iterable[Planned | Fate | Sighting]]] = {
    "fate": _fates,
    "sightings": _sightings,
    "planned": _plans,
}


def _understood(read: Callable[[Any], _Content], written: Any) -> _Content:
    """Read JSON or what was in it; whatever malformed content raises becomes one error."""
    try:
        return read(written)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenRecordError(f"its metadata cannot be read: {error!r}") from error
