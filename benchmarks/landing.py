"""How fast landing is written and read, next to warcio, FastWARC and plain files, in CPU time of one core.

    uv run python benchmarks/landing.py [FOLDER_OF_PAGES] [--pages 400] [--rounds 5]

Without a folder of HTML files, pages of the size of news pages are made up. Each figure is the best of the
rounds. Reading is compared on a file whose bodies are not compressed inside.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.landing import HowFound, LandingWriter, ReceivedResponse, read_landing
from warehouse.records import RawPage

NOW = datetime(2026, 1, 4, tzinfo=UTC)
HEADERS = [
    ("Date", "Sun, 04 Jan 2026 00:00:00 GMT"),
    ("Server", "nginx"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "max-age=60"),
    ("ETag", '"5f3c-61a"'),
    ("Last-Modified", "Sat, 03 Jan 2026 23:00:00 GMT"),
    ("Vary", "Accept-Encoding"),
    ("Connection", "close"),
]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = _load(options.folder, options.pages) if options.folder else _make_up(options.pages)
    size = sum(map(len, pages))
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB, mean {size / len(pages) / 1000:.0f} KB")
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), pages, options.rounds)


def _compare(folder: Path, pages: list[bytes], rounds: int) -> None:
    ours, theirs = folder / "ours.warc.gz", folder / "warcio.warc.gz"
    size = sum(map(len, pages))

    def timed(name: str, work: Callable[[], object]) -> float:
        best = min(_cpu_seconds(work) for _ in range(rounds))
        print(f"{name:34}{size / best / 1e6:8.0f} MB/s{len(pages) / best:9.0f} pages/s")
        return best

    timed("write: plain files", lambda: _write_plain(folder / "plain", pages))
    landed = timed("write: landing", lambda: _write_landing(ours, pages))
    by_warcio = timed("write: warcio, its defaults", lambda: _write_warcio(theirs, pages))
    print(f"{'':34}landing is {by_warcio / landed:.1f} times as fast as warcio")
    for name, path in (("landing", ours), ("warcio", theirs)):
        fast = timed(f"read {name}'s file: FastWARC", partial(_read_fastwarc, path))
        read = timed(f"read {name}'s file: landing", partial(_read_landing, path, len(pages)))
        timed(f"read {name}'s file: warcio", partial(_read_warcio, path))
        print(f"{'':34}landing reads at {fast / read:.2f} of FastWARC's speed")


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _write_plain(folder: Path, pages: list[bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        (folder / str(number)).write_bytes(page)


def _write_landing(path: Path, pages: list[bytes]) -> None:
    path.unlink(missing_ok=True)
    with LandingWriter(path, source_id="example", run_id="run", as_of=NOW) as writer:
        for number, page in enumerate(pages):
            url = f"http://news.example/{number}.html"
            response = ReceivedResponse(url, NOW, 200, HEADERS, page, "OK", "192.0.2.1")
            writer.write_response(response, HowFound("rss", "http://news.example/feed"))


def _write_warcio(path: Path, pages: list[bytes]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(pages):
            headers = StatusAndHeaders("200 OK", HEADERS, protocol="HTTP/1.1")
            url = f"http://news.example/{number}.html"
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(page), http_headers=headers
                )
            )


def _read_fastwarc(path: Path) -> int:
    with path.open("rb") as file:
        return sum(len(record.reader.read()) for record in ArchiveIterator(file))


def _read_landing(path: Path, expected: int) -> None:
    count = sum(isinstance(entry, RawPage) for entry in read_landing(path))
    if count != expected:
        raise SystemExit(f"{path.name}: {count} pages read, {expected} written")


def _read_warcio(path: Path) -> int:
    with path.open("rb") as file:
        return sum(len(record.content_stream().read()) for record in WarcioIterator(file))


def _load(folder: Path, limit: int) -> list[bytes]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".htm"))
    return [path.read_bytes() for path in files[:limit]]


def _make_up(count: int) -> list[bytes]:
    """Return pages of 20 to 300 KB that compress about as well as real ones, 4 to 1."""
    chance = random.Random(1)
    words = ["".join(chr(chance.randrange(0x4E00, 0x6E00)) for _ in range(2)) for _ in range(5000)]
    tags = [f'<div class="item-{number}"><a href="/news/{number}.html">' for number in range(300)]
    return [_make_page(chance, words, tags).encode() for _ in range(count)]


def _make_page(chance: random.Random, words: list[str], tags: list[str]) -> str:
    lines = (
        chance.choice(tags) + "".join(chance.choices(words, k=6)) + "</a></div>\n"
        for _ in range(chance.randrange(200, 3200))
    )
    return "<!DOCTYPE html><html><body>\n" + "".join(lines) + "</body></html>"


if __name__ == "__main__":
    main()
