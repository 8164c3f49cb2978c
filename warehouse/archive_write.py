"""Write one crawl's complete protocol into one WARC file, so that a kill at any moment loses nothing landed.

The file grows as `<name>.open` under an exclusive lock and gets its name when it is complete. Every record
reaches the operating system before the call that writes it returns; the disk is forced once, at the end.
"""

import fcntl
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from warehouse.archive_errors import LandingError
from warehouse.archive_format import (
    SOFTWARE,
    ReceivedResponse,
    compress,
    metadata_record,
    new_record_id,
    request_record,
    response_record,
    safe_url,
    warcinfo_record,
)
from warehouse.archive_statements import KIND, HowFound, fate_content, how_content, sighting_content
from warehouse.records import Capture, Fate, Sighting

OPEN_SUFFIX = ".open"


class LandingWriter:
    """The growing WARC file of one source and run; a context manager.

    Leaving the block without an exception completes the file; with one, `<name>.open` stays for `recover`.
    `path` is the name of the completed file, `as_of` the aware time of the run.
    Raises LandingError where the file exists already, is being written, or was abandoned unrecovered.
    """

    def __init__(
        self, path: Path, *, source_id: str, run_id: str, as_of: datetime, plan_digest: str = ""
    ) -> None:
        self.path = path
        self._source_id, self._run_id, self._as_of = source_id, run_id, as_of
        self._file = _create_locked(path)
        self._offset = 0
        self._append(
            warcinfo_record(
                {
                    "software": SOFTWARE,
                    "format": "WARC File Format 1.1",
                    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                    "source-id": source_id,
                    "run-id": run_id,
                    "run-time": as_of.isoformat(),
                    **({"plan-digest": plan_digest} if plan_digest else {}),
                },
                as_of,
            )
        )

    def __enter__(self) -> "LandingWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._file.close()

    def write_response(self, response: ReceivedResponse, how: HowFound) -> Capture:
        """Land a response with the reason for its request; return where its bytes lie."""
        if not how.requested_url and safe_url(response.url) != response.url:
            how = replace(how, requested_url=response.url)  # the record's own URL is escaped
        record_id = new_record_id()
        record, digest = response_record(response, record_id)
        metadata = metadata_record(
            how_content(how, self._source_id, self._run_id),
            response.fetched_at,
            subject=f"capture:{response.url}",
            concurrent_to=record_id,
        )
        records = [record, metadata]
        if response.method != "GET":
            records.append(request_record(response, record_id))
        return Capture(str(self.path), self._append(*records), digest)

    def write_sightings(self, found_on: str, sightings: Iterable[Sighting]) -> None:
        """Land the links that one page yielded, none included; before any of them is requested."""
        seen = [sighting_content(sighting) for sighting in sightings]
        content = {KIND: "sightings", "found_on": found_on, "sightings": seen}
        self._append_metadata(content, f"sightings:{found_on}")

    def write_planned(self, urls: Iterable[str], role: str = "page") -> None:
        """Land what is about to be requested although no page showed it: sources, seeds, revisits."""
        self._append_metadata({KIND: "planned", "role": role, "urls": list(urls)}, "planned")

    def write_fate(self, fate: Fate) -> None:
        """Land the terminal outcome of one URL."""
        self._append(metadata_record(fate_content(fate), fate.at, subject=f"fate:{fate.url}"))

    def close(self) -> None:
        """Force the file to disk and give it its name; a second call does nothing."""
        if not self._file.closed:
            complete(self._file, self.path)

    def _append_metadata(self, content: dict[str, Any], subject: str) -> None:
        self._append(metadata_record(content, self._as_of, subject=subject))

    def _append(self, *records: bytes) -> int:
        """Write records, one member each, all or none; return the offset of the first, in bytes."""
        start = self._offset
        packed = b"".join(map(compress, records))
        try:
            write_all(self._file, packed)
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(start)
                self._file.seek(start)
            raise LandingError(f"{self.path}: cannot be written: {error.strerror}") from error
        self._offset = start + len(packed)
        return start


def open_name(path: Path) -> Path:
    """Return the name that a file has while it grows."""
    return path.with_name(path.name + OPEN_SUFFIX)


def write_all(file: IO[bytes], content: bytes) -> None:
    """Write to an unbuffered file, which may take less than it is given."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def complete(file: IO[bytes], path: Path) -> None:
    """Force an open file to disk, give it its final name, and force the folder too."""
    os.fsync(file.fileno())
    open_name(path).rename(path)
    file.close()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def lock(file: IO[bytes]) -> bool:
    """Take the exclusive lock of a growing file; False where another process holds it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _create_locked(path: Path) -> IO[bytes]:
    growing = open_name(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise LandingError(f"{path}: exists already and is never overwritten")
        file = growing.open("xb", buffering=0)
    except OSError as error:
        if growing.exists():
            raise LandingError(
                f"{growing}: another crawl writes it, or was killed: recover it first"
            ) from None
        raise LandingError(f"{growing}: cannot be created: {error.strerror}") from error
    fcntl.flock(file, fcntl.LOCK_EX)  # whoever holds it for an instant looks for abandoned files
    if not growing.exists():  # … and took the empty one for such
        file.close()
        return _create_locked(path)
    return file
