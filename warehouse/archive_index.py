"""Which archive holds which answer: URL and time to place, for replaying a crawl.

One entry takes 64 bytes whatever its URL, so that the index of a million pages stays below 100 MB.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlsplit

from warehouse.archive_errors import Damage
from warehouse.archive_http import HttpMessage, read_message
from warehouse.archive_read import ArchiveRecord, read_record, read_records
from warehouse.archive_stream import BrokenRecordError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DEFAULT_PORTS = (":80", ":443")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_UNTOLD = {0, hash("")}  # of payloads without a stated digest
_NOT_MODIFIED = re.compile(rb"HTTP/[0-9.]+ 304\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an archive answers to a request."""

    fetched_at: datetime  # the archive's date
    message: HttpMessage
    is_steady: bool = (
        True  # all answers of the URL so far had one payload, as far as the archives say
    )


class ReplayIndex:
    """The answers that a set of archives holds; read once, only places are kept in memory.

    Raises LandingError if a file cannot be opened or is no WARC; `damages` names single bad records.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = tuple(files)
        self.damages: list[Damage] = []
        columns = _Columns()
        for number, path in enumerate(self._files):
            self.damages += _scan(path, number, columns)
        columns.resolve_revisits()
        self._columns = columns.sorted()

    def __len__(self) -> int:
        return len(self._columns.keys)

    def find(
        self, url: str, as_of: datetime, *, method: str = "GET", body: bytes = b""
    ) -> Answer | None:
        """Return the newest answer not later than `as_of`, the very URL before its variants.

        None if there is none. A method other than GET asks for an answer to the same body, or, where the
        archive does not tell what was asked, for any answer of that URL.
        LandingError if the file changed since it was read.
        """
        now = _microseconds(as_of)
        for request in _requests(method, body):
            places = self._places(url, request, now)
            payloads = {self._columns.digests[place] for place in places} - _UNTOLD
            for place in places:
                if answer := self._read(place, is_steady=len(payloads) <= 1):
                    return answer
        return None

    def _places(self, url: str, request: str, now: int) -> list[int]:
        """Return the entries of a URL, best first."""
        columns = self._columns
        key, exact = hash(tolerant_url(url)) ^ hash(request), hash(url) ^ hash(request)
        first, end = bisect_left(columns.keys, key), bisect_right(columns.keys, key)
        found = [place for place in range(first, end) if columns.times[place] <= now]
        return sorted(
            found, key=lambda place: (columns.exacts[place] != exact, -columns.times[place])
        )

    def _read(self, place: int, *, is_steady: bool) -> Answer | None:
        columns = self._columns
        path = self._files[columns.files[place]]
        record = read_record(path, columns.offsets[place], columns.skips[place])
        try:
            message = read_message(record)
        except BrokenRecordError:
            return None
        at = _EPOCH + timedelta(microseconds=columns.times[place])
        return Answer(at, message, is_steady) if message else None


def tolerant_url(url: str) -> str:
    """Return what a URL has in common with its harmless variants.

    Scheme http or https, default port, fragment, trailing slash and the way of escaping are forgotten.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = parts.netloc.lower()
    for port in _DEFAULT_PORTS:
        host = host.removesuffix(port)
    path = _escaped(parts.path).rstrip("/")
    return f"//{host}{path}" + (f"?{_escaped(parts.query)}" if parts.query else "")


def _escaped(text: str) -> str:
    """Escape what must be, in capitals, and nothing that need not be."""
    quoted = quote(text, safe="%/:=&?~+!$,;'@()*[]|", errors="replace")
    return _ESCAPE.sub(_plain_or_capital, quoted)


def _plain_or_capital(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()


def _requests(method: str, body: bytes) -> tuple[str, ...]:
    """Return under which requests an answer may be filed, best first; "" is a GET, or an unknown one."""
    return ("",) if method == "GET" else (f"{method} {sha256(body).hexdigest()}", "")


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _scan(path: Path, number: int, columns: "_Columns") -> Iterator[Damage]:
    """Enter the answers of one file; yield what is damaged in it."""
    asked: dict[int, str] = {}  # hash of a request record's id -> its request, where not a GET
    for record in read_records(path):
        if isinstance(record, Damage):
            yield record
            continue
        try:
            if record.kind == "request":
                _note_request(record, asked, columns)
            elif record.kind == "revisit":
                columns.revisits.append(
                    (record.url, _microseconds(record.date()), record.targets())
                )
            elif _is_answer(record):
                columns.add(record, number, asked.pop(hash(_concurrent(record)), ""))
        except BrokenRecordError as broken:
            yield Damage(str(path), record.offset, broken.reason)


def _is_answer(record: ArchiveRecord) -> bool:
    """Tell whether a record holds a page; a 304 holds none, but stands for the one before."""
    is_web = record.kind in ("response", "resource") and record.url[:4].lower() == "http"
    return is_web and not _NOT_MODIFIED.match(record.view)


def _note_request(record: ArchiveRecord, asked: dict[int, str], columns: "_Columns") -> None:
    """Tie a request that is no GET to its response, which stands before or behind it."""
    method = record.block.split(b" ", 1)[0].decode("latin-1")
    if method in ("GET", "HEAD"):
        return
    body = record.block.partition(b"\r\n\r\n")[2]
    request = _requests(method, body)[0]
    if not columns.rename(hash(_concurrent(record)), request):
        asked[hash(record.record_id)] = request


def _concurrent(record: ArchiveRecord) -> str:
    return record.fields.get("warc-concurrent-to", "")


def _column() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class _Columns:
    """Entries as columns of 64-bit numbers."""

    keys: "array[int]" = field(default_factory=_column)  # hash of tolerant URL ^ hash of request
    exacts: "array[int]" = field(default_factory=_column)  # hash of URL ^ hash of request
    times: "array[int]" = field(default_factory=_column)  # microseconds since 1970
    files: "array[int]" = field(default_factory=_column)
    offsets: "array[int]" = field(default_factory=_column)
    skips: "array[int]" = field(default_factory=_column)
    digests: "array[int]" = field(default_factory=_column)  # hash of the stated payload digest
    ids: "array[int]" = field(default_factory=_column)  # hash of the record id
    revisits: list[tuple[str, int, tuple[str, ...]]] = field(default_factory=list)

    def add(self, record: ArchiveRecord, file: int, request: str) -> None:
        """Append the answer in a record."""
        digest = record.fields.get("warc-payload-digest", "")
        time = _microseconds(record.date())
        place = (file, record.offset, record.skip)
        self._append(record.url, request, time, *place, hash(digest), hash(record.record_id))

    def rename(self, record_id: int, request: str) -> bool:
        """File one of the last answers under its request; False if it is not among them."""
        for entry in range(len(self.ids) - 1, max(-1, len(self.ids) - 9), -1):
            if self.ids[entry] == record_id:
                self.keys[entry] ^= hash(request)
                self.exacts[entry] ^= hash(request)
                return True
        return False

    def resolve_revisits(self) -> None:
        """Enter revisits at the place of the response with their payload, whichever file holds it."""
        wanted = {hash(target) for _, _, targets in self.revisits for target in targets}
        origins: dict[int, int] = {}
        for names in (self.digests, self.ids):
            origins |= {name: entry for entry, name in enumerate(names) if name in wanted}
        for url, time, targets in self.revisits:
            entries = (origins.get(hash(target)) for target in targets)
            entry = next((entry for entry in entries if entry is not None), None)
            if entry is not None:
                place = (self.files[entry], self.offsets[entry], self.skips[entry])
                self._append(url, "", time, *place, 0, 0)

    def sorted(self) -> "_Columns":
        """Return the columns in the order of their keys."""
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        ordered = _Columns()
        for column, source in zip(ordered._all(), self._all(), strict=True):
            column.extend(source[entry] for entry in order)
        return ordered

    def _append(self, url: str, request: str, *values: int) -> None:
        names = (hash(tolerant_url(url)) ^ hash(request), hash(url) ^ hash(request))
        for column, value in zip(self._all(), names + values, strict=True):
            column.append(value)

    def _all(self) -> tuple["array[int]", ...]:
        places = (self.files, self.offsets, self.skips)
        return (self.keys, self.exacts, self.times, *places, self.digests, self.ids)
