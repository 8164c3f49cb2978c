"""The uncompressed bytes of a WARC file, with the place of each in the file, read piece by piece.

Our own, because a landing file is evidence: FastWARC 2.0 hands out the stump of a cut record as if it were
whole, does not check the CRC of a cut gzip member and stops at the first damaged byte (tried 2026-11-22).
"""

import re
from abc import ABC, abstractmethod
from typing import IO

WARC_MAGIC = b"WARC/"

PIECE = 256 << 10  # bytes taken up at once
_NEXT_RECORD = b"\nWARC/"
_OTHER = re.compile(rb"[^\r\n]")
_RECORD_END = b"\r\n\r\n"


class BrokenRecordError(Exception):
    """Internal: a record cannot be read; `is_foreign` if it looks like no WARC record at all."""

    def __init__(self, reason: str, *, is_foreign: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_foreign = is_foreign


class BombError(BrokenRecordError):
    """Internal: a body unpacks to more bytes than are read."""


class ByteStream(ABC):
    """Bytes of an archive; `offset` and `skip` say where the current record began.

    `offset` counts bytes in the file: to the record, or to the gzip member that holds it. `skip` counts
    uncompressed bytes from there to the record: 0 unless several records share a member.
    """

    def __init__(self, file: IO[bytes], offset: int = 0) -> None:
        self._file = file
        self._buffer = b""
        self._at = 0
        self.offset = offset
        self.skip = 0

    def begin_record(self) -> bool:
        """Go to the first byte of the next record; False at the end of the file."""
        while not self._skip_line_ends():
            self.offset, self.skip = self._place()
            if not self._refill():
                if not self._next_member():
                    return False
                self.offset, self.skip = self._place()
        self.offset, self.skip = self._place()
        return True

    def end_record(self) -> None:
        """Skip the empty lines behind a record, and check the gzip member that ends with it."""
        is_ended = self._buffer.startswith(_RECORD_END, self._at)
        while not self._skip_line_ends():
            if not self._refill():
                return
        try:
            fits = is_ended or self._starts_with(WARC_MAGIC)
        except BrokenRecordError:
            return  # the damage is the next record's
        if not fits:
            raise BrokenRecordError("its Content-Length does not fit its length")

    def read(self, size: int) -> memoryview:
        """Take exactly so many bytes, without copying them if possible: pages are long."""
        start, end = self._at, self._at + size
        if end <= len(self._buffer):
            self._at = end
            return memoryview(self._buffer)[start:end]
        parts = [self._buffer[start:]]
        missing = size - len(parts[0])
        self._buffer, self._at = b"", 0
        while missing > 0:
            self._require_more()
            parts.append(self._buffer[:missing])
            self._at = len(parts[-1])
            missing -= self._at
        return memoryview(b"".join(parts))

    def discard(self, size: int) -> None:
        """Pass over so many bytes without keeping them."""
        while size > len(self._buffer) - self._at:
            size -= len(self._buffer) - self._at
            self._require_more()
        self._at += size

    def read_head(self, limit: int) -> bytes:
        """Take a record's header lines, the empty line that ends them included; `limit` in bytes."""
        if not self._starts_with(WARC_MAGIC):
            raise BrokenRecordError("there is no WARC record", is_foreign=True)
        while (end := self._buffer.find(_RECORD_END, self._at, self._at + limit)) < 0:
            if len(self._buffer) - self._at > limit:
                raise BrokenRecordError(f"its header is longer than {limit} bytes")
            kept = self._buffer[self._at :]
            self._require_more()
            self._buffer, self._at = kept + self._buffer, 0
        start, self._at = self._at, end + len(_RECORD_END)
        return self._buffer[start : self._at]

    @abstractmethod
    def resume(self) -> bool:
        """Go to the next record behind a broken one, wherever that is; False if there is none."""

    @abstractmethod
    def _pull(self) -> bytes:
        """Return the next bytes of the current gzip member or the file; empty at its end."""

    @abstractmethod
    def _next_member(self) -> bool:
        """Begin the next gzip member; False at the end of the file."""

    @abstractmethod
    def _place(self) -> tuple[int, int]:
        """Return offset and skip of the next byte."""

    def _refill(self) -> bool:
        """Replace an exhausted buffer; False at the end of the member or file."""
        self._buffer, self._at = self._pull(), 0
        return bool(self._buffer)

    def _require_more(self) -> None:
        while not self._refill():
            if not self._next_member():
                raise BrokenRecordError("the file ends within it")

    def _starts_with(self, magic: bytes) -> bool:
        """Tell whether the next bytes are these; raises BrokenRecordError if the file ends among them."""
        while len(self._buffer) - self._at < len(magic):
            kept = self._buffer[self._at :]
            if not magic.startswith(kept):
                return False
            self._require_more()
            self._buffer, self._at = kept + self._buffer, 0
        return self._buffer.startswith(magic, self._at)

    def _skip_line_ends(self) -> bool:
        """Pass over CR and LF in the buffer; False when it is exhausted."""
        first = _OTHER.search(self._buffer, self._at)
        self._at = first.start() if first else len(self._buffer)
        return first is not None

    def _scan(self) -> bool:
        """Search the rest of the member or file for the beginning of a record."""
        while (found := self._buffer.find(_NEXT_RECORD, self._at)) < 0:
            kept = self._buffer[max(self._at, len(self._buffer) - len(_NEXT_RECORD)) :]
            if not self._refill():
                return False
            self._buffer = kept + self._buffer
        self._at = found + 1
        return True


class PlainStream(ByteStream):
    """An archive that is not compressed."""

    def _pull(self) -> bytes:
        return self._file.read(PIECE)

    def _next_member(self) -> bool:
        return False

    def _place(self) -> tuple[int, int]:
        return self._file.tell() - (len(self._buffer) - self._at), 0

    def resume(self) -> bool:
        """Search from just behind the beginning of the broken record."""
        self._file.seek(self.offset + 1)
        self._buffer, self._at = b"", 0
        return self._scan()
