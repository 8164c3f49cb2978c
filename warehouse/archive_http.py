"""HTTP messages as they lie in archives: head and body apart, codings undone, nothing believed.

Transfer coding: RFC 9112 section 7; content coding: RFC 9110 section 8.4. Archives often keep a header
whose coding the crawler undid before storing; so a body is only decoded if it begins like a coded one.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from typing import Any

from isal import isal_zlib

from warehouse.archive_gzip import GZIP_MAGIC
from warehouse.archive_read import ArchiveRecord, decode_lines
from warehouse.archive_stream import BombError, BrokenRecordError

MAX_BODY = 64 << 20  # bytes after decoding; beyond it a body is taken for a decompression bomb

_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[!?A-Za-z]|[{\[]\s*[\"{\[])")
_STATUS_LINE = re.compile(r"HTTP/[0-9.]+\s+([0-9]{3})(?:\s+(.*))?")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_ZSTANDARD_MAGIC = b"\x28\xb5\x2f\xfd"
_MAX_HEAD = 1 << 20  # bytes of status line and headers
_STEP = 1 << 20  # bytes decoded at once by the libraries that cannot bound their output


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """A stored response, the transfer coding undone and the content coding as it is."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]  # as stored, except Transfer-Encoding where it was undone
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first value of a header, whatever its case; None where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


def read_message(record: ArchiveRecord) -> HttpMessage | None:
    """Return the HTTP response in a response or resource record; None if it holds something else."""
    is_web = record.url[:4].lower() == "http"
    if record.kind == "response" and is_web:
        return parse_http(record.view)
    content_type = record.fields.get("content-type", "")
    if record.kind == "resource" and is_web and content_type.lower().startswith("text/html"):
        return HttpMessage(200, "", (("Content-Type", content_type),), record.block)
    return None


def payload_digest(record: ArchiveRecord, message: HttpMessage) -> str:
    """Return the digest that the archive states for a payload, else its "sha256:<hex>"."""
    stated = record.fields.get("warc-payload-digest")
    return stated or f"sha256:{sha256(message.body).hexdigest()}"


def parse_http(block: memoryview) -> HttpMessage:
    """Take a response record's block apart; BrokenRecordError if there is no HTTP response in it."""
    end = _HEAD_END.search(block, 0, _MAX_HEAD)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block[:_MAX_HEAD], b"")
    lines = decode_lines(bytes(head))
    status_line = _STATUS_LINE.match(lines[0])
    if not status_line:
        raise BrokenRecordError("it holds no HTTP response")
    headers = _headers(lines[1:])
    payload = bytes(body)
    if _value(headers, "transfer-encoding").lower().endswith("chunked"):
        payload = _join_chunks(payload)
        headers = tuple(pair for pair in headers if pair[0].lower() != "transfer-encoding")
    return HttpMessage(int(status_line[1]), (status_line[2] or "").strip(), headers, payload)


def decode_content(message: HttpMessage, max_body: int = MAX_BODY) -> bytes:
    """Return the body without its content codings; `max_body` is in bytes.

    Raises BrokenRecordError for a coding that is damaged, unknown, not installed, or a bomb.
    """
    body = message.body
    codings = _value(message.headers, "content-encoding")
    for coding in reversed([coding.strip() for coding in codings.lower().split(",")]):
        if coding in ("", "identity", "none", "utf-8"):
            continue
        if coding not in _DECODERS:
            raise BrokenRecordError(f"its content coding {coding[:40]!r} is unknown")
        body = _DECODERS[coding](body, max_body) if body else body
    return body


def _headers(lines: list[str]) -> tuple[tuple[str, str], ...]:
    split = [line.partition(":") for line in lines]
    return tuple([(name.strip(), value.strip()) for name, colon, value in split if colon])


def _value(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """Join the values of a header; "" where it is absent."""
    return ", ".join([value for key, value in headers if key.lower() == name])


def _join_chunks(body: bytes) -> bytes:
    """Undo the chunked coding; a body that does not begin with a chunk was joined before it was stored."""
    parts: list[bytes] = []
    at = 0
    while size_line := _CHUNK_SIZE.match(body, at):
        size, start = int(size_line[1], 16), size_line.end()
        if size == 0:
            return b"".join(parts)
        if start + size > len(body):
            break
        parts.append(body[start : start + size])
        at = start + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    if at == 0 and not size_line:
        return body
    if at == len(body) and parts:
        return b"".join(parts)  # only the last, empty chunk is missing
    raise BrokenRecordError("its chunked body breaks off")


def _gunzip(body: bytes, max_body: int) -> bytes:
    if not body.startswith(GZIP_MAGIC):
        return body
    parts: list[bytes] = []
    while body.startswith(GZIP_MAGIC):
        decoder = isal_zlib.decompressobj(wbits=31)
        parts.append(_inflate(decoder, body, max_body - sum(map(len, parts))))
        body = decoder.unused_data
    return b"".join(parts)


def _undeflate(body: bytes, max_body: int) -> bytes:
    """Undo "deflate": zlib's format by the standard, raw deflate by custom, sometimes neither."""
    for wbits in (15, -15):
        try:
            return _inflate(zlib.decompressobj(wbits=wbits), body, max_body)
        except zlib.error:
            continue
    if _is_plain(body):
        return body
    raise BrokenRecordError("its deflate coding is damaged")


def _is_plain(body: bytes) -> bool:
    """Tell whether a body is markup or JSON already: codings without a magic number leave but this test."""
    return _PLAIN.match(body) is not None


def _inflate(decoder: Any, body: bytes, max_body: int) -> bytes:
    try:
        decoded: bytes = decoder.decompress(body, max_body + 1)
    except isal_zlib.IsalError as error:  # type: ignore[misc]  # its stub says so
        raise BrokenRecordError(f"its gzip coding is damaged: {error}") from error
    _check_size(len(decoded), max_body)
    if not decoder.eof:
        raise BrokenRecordError("its compressed body breaks off")
    return decoded


def _unbrotli(body: bytes, max_body: int) -> bytes:
    brotli = _library("brotli", "br")
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size, rest = 0, body
    try:
        while not decoder.is_finished():
            part = decoder.process(rest, output_buffer_limit=_STEP)
            if not part and not rest:
                raise BrokenRecordError("its compressed body breaks off")
            rest = b""
            parts.append(part)
            size += len(part)
            _check_size(size, max_body)
    except brotli.error as error:
        if _is_plain(body):
            return body
        raise BrokenRecordError(f"its br coding is damaged: {error}") from error
    return b"".join(parts)


def _unzstd(body: bytes, max_body: int) -> bytes:
    if not body.startswith(_ZSTANDARD_MAGIC):
        return body
    zstd = _library("backports.zstd", "zstd")
    decoder = zstd.ZstdDecompressor()
    try:
        decoded: bytes = decoder.decompress(body, max_body + 1)
    except zstd.ZstdError as error:
        raise BrokenRecordError(f"its zstd coding is damaged: {error}") from error
    _check_size(len(decoded), max_body)
    if not decoder.eof:
        raise BrokenRecordError("its compressed body breaks off")
    return decoded


def _check_size(size: int, max_body: int) -> None:
    if size > max_body:
        raise BombError(f"its body inflates beyond {max_body} bytes")


def _library(name: str, coding: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise BrokenRecordError(
            f"its content coding {coding!r} needs the package {name}, which is not installed"
        ) from None


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
