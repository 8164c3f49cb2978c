"""Torn, damaged, oversized and foreign bytes are named; everything around them is read."""

import gzip
import random
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.archive_read import ArchiveRecord, read_record, read_records
from warehouse.landing import (
    Damage,
    HowFound,
    LandingError,
    LandingWriter,
    ReceivedResponse,
    read_landing,
)
from warehouse.records import RawPage

NOW = datetime(2026, 1, 4, tzinfo=UTC)
BODIES = [random.Random(number).randbytes(700) for number in range(5)]


def _landed() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        with LandingWriter(path, source_id="s", run_id="r", as_of=NOW) as writer:
            for number, body in enumerate(BODIES):
                url = f"http://news.example/{number}"
                writer.write_response(ReceivedResponse(url, NOW, 200, [], body), HowFound("rss"))
        return path.read_bytes()


PACKED = _landed()
PLAIN = gzip.decompress(PACKED)
ONE_MEMBER = gzip.compress(PLAIN, mtime=0)


def _write(folder: str | Path, content: bytes, name: str = "a.warc.gz") -> Path:
    path = Path(folder) / name
    path.write_bytes(content)
    return path


def _bodies(path: Path) -> list[bytes]:
    return [entry.body for entry in read_landing(path) if isinstance(entry, RawPage)]


def _record_ends(path: Path) -> list[int]:
    places = [r.offset for r in read_records(path) if isinstance(r, ArchiveRecord)]
    return [*places[1:], path.stat().st_size]


@settings(max_examples=200)
@given(st.integers(0, len(PACKED)))
def test_a_cut_loses_at_most_the_cut_record(length: int) -> None:
    with TemporaryDirectory() as folder:
        ends = _record_ends(_write(folder, PACKED))
        whole = sum(end <= length for end in ends)
        cut = _write(folder, PACKED[:length])
        records = list(read_records(cut))
        assert sum(isinstance(record, ArchiveRecord) for record in records) == whole
        damages = [record for record in records if isinstance(record, Damage)]
        is_torn = length not in (0, *ends)
        assert len(damages) == (is_torn or length == 0)
        responses = (whole) // 2  # warcinfo, then response and metadata in turn
        assert _bodies(cut) == BODIES[:responses]


@settings(max_examples=120)
@given(st.integers(1, len(PLAIN)))
def test_a_cut_plain_file_loses_at_most_the_cut_record(length: int) -> None:
    with TemporaryDirectory() as folder:
        whole = list(read_records(_write(folder, PLAIN, "a.warc")))
        cut = list(read_records(_write(folder, PLAIN[:length], "b.warc")))
        sound = [record for record in cut if isinstance(record, ArchiveRecord)]
        assert sound == whole[: len(sound)]
        assert len(cut) - len(sound) <= 1
        next_offset = [r.offset for r in whole if isinstance(r, ArchiveRecord)][len(sound) :]
        assert not next_offset or length < [*next_offset, len(PLAIN)][1] or len(next_offset) == 1


@settings(max_examples=100)
@given(st.integers(1, len(ONE_MEMBER)))
def test_a_cut_single_member_never_raises(length: int) -> None:
    with TemporaryDirectory() as folder:
        bodies = _bodies(_write(folder, ONE_MEMBER[:length]))
        assert bodies == BODIES[: len(bodies)]


@settings(max_examples=150)
@given(st.integers(400, len(PACKED) - 1), st.integers(1, 255))
def test_a_damaged_byte_costs_only_its_record(place: int, mask: int) -> None:
    damaged = bytearray(PACKED)
    damaged[place] ^= mask
    with TemporaryDirectory() as folder:
        path = _write(folder, PACKED)
        whole = list(read_records(path))
        hit = sum(end <= place for end in _record_ends(path))
        left = list(read_records(_write(folder, bytes(damaged))))
        sound = [record for record in left if isinstance(record, ArchiveRecord)]
        expected = [record for number, record in enumerate(whole) if number != hit]
        # Some bytes of a gzip header (time, operating system) mean nothing.
        assert sound in (expected, whole)
        assert sound == whole or any(isinstance(record, Damage) for record in left)


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from([b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08\0"]))
def test_garbage_is_refused_or_named(noise: bytes, magic: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = _write(folder, magic + noise, "noise")
        try:
            entries = list(read_landing(path))
        except LandingError as error:
            assert str(path) in str(error)  # noqa: PT017 either is right
        else:
            assert not any(isinstance(entry, RawPage) for entry in entries)
            assert any(isinstance(entry, Damage) for entry in entries)


@pytest.mark.parametrize(
    "content",
    [b"<html>" * 50, gzip.compress(b"<html>" * 50), b"\x28\xb5\x2f\xfd" + b"x" * 50, b"\0" * 5000],
    ids=["html", "html.gz", "zstd", "zeros"],
)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_no_warc_is_one_sentence(tmp_path: Path, content: bytes, name: str) -> None:
    path = _write(tmp_path, content, name)
    with pytest.raises(LandingError, match=r"not a WARC file|zstd") as caught:
        list(read_landing(path))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.warc.gz", tmp_path):
        with pytest.raises(LandingError, match="cannot be read"):
            list(read_landing(path))


def _record(fields: str, block: bytes) -> bytes:
    return f"WARC/1.0\r\n{fields}\r\n\r\n".encode() + block + b"\r\n\r\n"


GOOD = _record(
    "WARC-Type: response\r\nWARC-Target-URI: <http://a/>\r\nWARC-Date: 2026-01-04T00:00:00Z\r\n"
    "Content-Type: application/http\r\nContent-Length: 21",
    b"HTTP/1.0 200 OK\r\n\r\nhi",
)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (_record("WARC-Type: response\r\nContent-Length: -1", b"x"), "Content-Length"),
        (_record("WARC-Type: response", b"x"), "Content-Length"),
        (GOOD.replace(b"Content-Length: 21", b"Content-Length: 12"), "does not fit"),
        (GOOD.replace(b"Content-Length: 21", b"Content-Length: 999999"), "ends within"),
        (GOOD.replace(b"HTTP/1.0", b"GOPHER"), "no HTTP response"),
        (GOOD.replace(b"2026-01-04T", b"yesterday"), "WARC-Date"),
        (GOOD.replace(b"2026-01-04T", b"9999-12-31T"), "WARC-Date"),
        (GOOD.replace(b"2026-01-04T", b"0001-01-01T"), "WARC-Date"),
        (_record("X: " + "y" * 300_000, b""), "longer"),
        (b"rubbish\r\n\r\n", "no WARC record"),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_is_wrong_with_a_record_is_named(
    tmp_path: Path, bad: bytes, reason: str, pack: type[bytes]
) -> None:
    path = _write(tmp_path, pack(GOOD) + pack(bad) + pack(GOOD), "a.warc")
    entries = list(read_landing(path))
    assert sum(isinstance(entry, RawPage) for entry in entries) == 2
    [damage] = [entry for entry in entries if isinstance(entry, Damage)]
    assert reason in damage.reason
    assert (damage.file, damage.offset) == (str(path), len(pack(GOOD)))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_oversized_record_is_passed_over(tmp_path: Path, pack: type[bytes]) -> None:
    big = _record("WARC-Type: response\r\nContent-Length: 3000000", b"x" * 3_000_000)
    path = _write(tmp_path, pack(GOOD) + pack(big) + pack(GOOD), "a.warc")
    kinds = [type(record) for record in read_records(path, max_record=1_000_000)]
    assert kinds == [ArchiveRecord, Damage, ArchiveRecord]


def test_records_in_one_member_have_places_of_their_own(tmp_path: Path) -> None:
    path = _write(tmp_path, ONE_MEMBER)
    records = [record for record in read_records(path) if isinstance(record, ArchiveRecord)]
    assert len({record.skip for record in records}) == len(records) == 11
    for record in records:
        assert read_record(path, record.offset, record.skip) == record


def test_members_that_cut_through_records_are_joined(tmp_path: Path) -> None:
    blocks = [gzip.compress(PLAIN[start : start + 500]) for start in range(0, len(PLAIN), 500)]
    path = _write(tmp_path, b"".join(blocks))
    assert _bodies(path) == BODIES
    for record in read_records(path):
        assert isinstance(record, ArchiveRecord)
        assert read_record(path, record.offset, record.skip) == record


@pytest.mark.parametrize(
    "content",
    [
        b'{"aftermath": "fate", "url": "http://a/"}',
        b'{"aftermath": "fate", ',
        b'{"aftermath": "sightings", "sightings": [7]}',
        b'{"aftermath": "sightings", "sightings": ' + b"[" * 100_000,
        b'{"aftermath": "planned", "urls": 7}',
    ],
)
def test_forged_metadata_is_damage(tmp_path: Path, content: bytes) -> None:
    fields = (
        f"WARC-Type: metadata\r\nContent-Type: application/json\r\nContent-Length: {len(content)}"
    )
    path = _write(tmp_path, GOOD + _record(fields, content) + GOOD, "a.warc")
    kinds = sorted(type(entry).__name__ for entry in read_landing(path))
    assert kinds == ["Damage", "RawPage", "RawPage"]


@pytest.mark.parametrize("announced_at", ["yesterday", "2026-01-04T09:00:00"])
def test_a_forged_time_of_announcement_is_damage(tmp_path: Path, announced_at: str) -> None:
    page = ReceivedResponse("http://a.example/1", NOW, 200, [], b"one")
    with LandingWriter(tmp_path / "a.warc.gz", source_id="s", run_id="r", as_of=NOW) as writer:
        writer.write_response(page, HowFound("rss", announced_at=announced_at))
    entries = list(read_landing(tmp_path / "a.warc.gz"))
    assert [e.body for e in entries if isinstance(e, RawPage)] == [b"one"], entries
    assert ["cannot be read" in e.reason for e in entries if isinstance(e, Damage)] == [True]
