"""Read the records of any WARC file one after the other, whatever made it and whatever befell it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive_errors import Damage, LandingError
from warehouse.archive_gzip import GZIP_MAGIC, GzipStream
from warehouse.archive_stream import WARC_MAGIC, BrokenRecordError, ByteStream, PlainStream
from warehouse.records import YEARS

MAX_RECORD = 64 << 20  # bytes; a page of news has 0.2 MB, the longest in CC-NEWS 1 MB
_MAX_HEAD = 256 << 10  # bytes of the header lines of one record
_FOLD = re.compile(r"\r?\n[ \t]+")
_LENGTH = re.compile(r"[0-9]{1,18}")
_ZSTANDARD_MAGIC = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """One record as it stands in the file."""

    offset: (
        int  # bytes from the start of the file to the record, or to the gzip member that holds it
    )
    skip: int  # uncompressed bytes from there to the record; 0 unless records share a member
    fields: dict[str, str]  # the header, names in lower case; of repeated names the last
    view: memoryview  # the block, not copied

    @property
    def block(self) -> bytes:
        """What follows the header: an HTTP message, metadata, a resource."""
        return bytes(self.view)

    @property
    def kind(self) -> str:
        """The WARC-Type: response, metadata, warcinfo, request, revisit, resource, …"""
        return self.fields.get("warc-type", "").lower()

    @property
    def record_id(self) -> str:
        """The WARC-Record-ID; "" if there is none."""
        return self.fields.get("warc-record-id", "")

    @property
    def url(self) -> str:
        """The WARC-Target-URI, which WARC 1.0 allowed angle brackets around; "" if there is none."""
        return self.fields.get("warc-target-uri", "").strip("<>")

    def date(self) -> datetime:
        """Return the WARC-Date; BrokenRecordError if it cannot be read."""
        written = self.fields.get("warc-date", "")
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            raise BrokenRecordError(f"its WARC-Date is {written!r}")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)

    def targets(self) -> tuple[str, ...]:
        """Return by what names, digest first, a revisit knows the response with its payload."""
        fields = (self.fields.get(name) for name in ("warc-payload-digest", "warc-refers-to"))
        return tuple(name for name in fields if name)


def read_records(
    path: Path, *, name: str = "", start: int = 0, max_record: int = MAX_RECORD
) -> Iterator[ArchiveRecord | Damage]:
    """Yield every record in order; what cannot be read is a `Damage`, and reading goes on behind it.

    `name` stands for the file in a Damage (default: the path); `start` is the offset of a record;
    `max_record` is in bytes, beyond it a record is passed over.
    Raises LandingError if the file cannot be opened or is no WARC at all.
    """
    with _open(path, start) as stream:
        is_first = True
        while True:
            try:
                if not stream.begin_record():
                    if is_first:
                        yield Damage(name or str(path), start, "the file ends before any record")
                    return
                record = _read_record(stream, max_record)
                stream.end_record()
            except BrokenRecordError as broken:
                offset = stream.offset
                can_resume = stream.resume()
                if is_first and broken.is_foreign and not can_resume:
                    raise LandingError(f"{path}: is not a WARC file: {broken.reason}") from None
                yield Damage(name or str(path), offset, broken.reason)
                if not can_resume:
                    return
            else:
                yield record
            is_first = False


def read_record(
    path: Path, offset: int, skip: int = 0, *, max_record: int = MAX_RECORD
) -> ArchiveRecord:
    """Return the record at a place that `read_records` gave; LandingError if it cannot be read."""
    with _open(path, offset) as stream:
        try:
            stream.begin_record()
            stream.discard(skip)
            stream.begin_record()
            record = _read_record(stream, max_record)
            stream.end_record()
        except BrokenRecordError as broken:
            raise LandingError(f"{path}: the record at {offset}: {broken.reason}") from None
    return record


@contextmanager
def _open(path: Path, offset: int = 0) -> Iterator[ByteStream]:
    """Open an archive at a record; the bytes there tell whether it is compressed."""
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(offset)
            magic = file.read(len(WARC_MAGIC))
            file.seek(offset)
            if magic.startswith(_ZSTANDARD_MAGIC):
                raise LandingError(f"{path}: is compressed with zstd: recompress it with gzip")
            is_gzip = magic.startswith(GZIP_MAGIC) or (
                path.name.endswith((".gz", ".gz.open")) and not magic.startswith(WARC_MAGIC)
            )
            yield GzipStream(file, offset) if is_gzip else PlainStream(file, offset)
    except OSError as error:
        raise LandingError(f"{path}: cannot be read: {error.strerror}") from error


def _read_record(stream: ByteStream, max_record: int) -> ArchiveRecord:
    """Take header and block at a record's first byte."""
    fields = _parse_fields(stream.read_head(_MAX_HEAD))
    written = fields.get("content-length", "")
    if not _LENGTH.fullmatch(written):
        raise BrokenRecordError(f"its Content-Length is {written!r}")
    length = int(written)
    if length > max_record:
        stream.discard(length)
        raise BrokenRecordError(f"it has {length} bytes, more than the {max_record} that are read")
    return ArchiveRecord(stream.offset, stream.skip, fields, stream.read(length))


def _parse_fields(head: bytes) -> dict[str, str]:
    """Return the header lines by name; of repeated names the last."""
    fields: dict[str, str] = {}
    for line in decode_lines(head)[1:]:
        name, _, value = line.partition(":")
        fields[name.strip().lower()] = value.strip()
    return fields


def decode_lines(head: bytes) -> list[str]:
    """Return header lines as text, folded ones joined: UTF-8, or Latin-1 where they are not."""
    try:
        text = head.decode()
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    if "\n " in text or "\n\t" in text:
        text = _FOLD.sub(" ", text)
    return text.rstrip("\r\n").split("\n")
