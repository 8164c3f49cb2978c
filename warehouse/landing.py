"""Landing: everything a crawl fetched, in WARC files that are never changed.

One file holds the complete protocol of one source's crawl: a warcinfo record; what was planned; per
discovery page the sightings, before any of them is requested; every response as received, each followed by
a metadata record on how it was found; one record per fate. `LandingWriter` writes such files, `recover`
completes those of killed crawls, and the readers here take them and any other WARC file: 1.0 and 1.1,
plain and gzip, CC-NEWS, with chunked or compressed bodies, revisits and resources.
"""

from collections.abc import Iterator
from pathlib import Path

from warehouse.archive_entries import ArchivedResponse, Planned, read_entries
from warehouse.archive_errors import Damage, LandingError
from warehouse.archive_format import ReceivedResponse
from warehouse.archive_recovery import Recovery, abandoned, recover
from warehouse.archive_statements import HowFound
from warehouse.archive_write import LandingWriter
from warehouse.records import Capture, Fate, RawPage, Sighting

__all__ = [
    "ArchivedResponse",
    "Damage",
    "HowFound",
    "LandingError",
    "LandingWriter",
    "Planned",
    "ReceivedResponse",
    "Recovery",
    "abandoned",
    "read_landing",
    "read_one",
    "read_responses",
    "recover",
]


def read_landing(path: Path, *, name: str = "") -> Iterator[RawPage | Fate | Sighting | Damage]:
    """Yield the pages, fates and sightings of any WARC file, and by name every record that is damaged.

    Of our own files robots.txt and discovery pages are left out; of foreign ones, whose `source_id`,
    `run_id` and `via` are "", every response and HTML resource is a page. Content codings are undone,
    charsets are not. `name` stands for the file in captures and damages (default: the path).
    Memory does not grow with the file. Raises LandingError if it cannot be opened or is no WARC at all.
    """
    for entry in read_entries(path, name=name):
        if isinstance(entry, ArchivedResponse):
            if entry.how is None or entry.how.role == "page":
                yield entry.page_or_damage()
        elif not isinstance(entry, Planned):
            yield entry


def read_responses(path: Path, *, name: str = "") -> Iterator[ArchivedResponse | Damage]:
    """Yield every response of any WARC file, robots.txt and discovery pages too; see `read_landing`."""
    for entry in read_entries(path, name=name):
        if isinstance(entry, ArchivedResponse | Damage):
            yield entry


def read_one(path: Path, capture: Capture) -> ArchivedResponse:
    """Return the response that a capture points at; `path` is where its file lies now.

    Raises LandingError if it is not there, or not with that digest.
    """
    for entry in read_entries(path, name=capture.file, start=capture.offset):
        if isinstance(entry, Damage):
            break
        if isinstance(entry, ArchivedResponse):
            if entry.capture.offset != capture.offset:
                break
            if entry.capture.digest == capture.digest:
                return entry
    raise LandingError(f"{path}: there is no response {capture.digest} at {capture.offset}")
