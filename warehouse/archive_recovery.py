"""Complete the files of crawls that were killed: keep what is whole, give every URL its one fate."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from warehouse.archive_entries import ArchivedResponse, Entry, Planned, read_entries
from warehouse.archive_errors import Damage, LandingError
from warehouse.archive_format import compress, metadata_record, run_fields
from warehouse.archive_read import ArchiveRecord, read_records
from warehouse.archive_statements import HowFound, fate_content, how_content
from warehouse.archive_write import OPEN_SUFFIX, complete, lock, write_all
from warehouse.records import Fate, Outcome, Sighting

# Responses that end no URL's story: rules, what a page in the browser loads, a page that it is still to fill.
_ASIDE = frozenset({"robots", "resource", "unrendered"})
_KILLED = "the crawl was killed before it could say more"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of one abandoned file."""

    path: Path  # the completed file; the file as it was where it could not be completed
    is_complete: bool
    detail: str  # one sentence for a person
    cut: int = 0  # bytes of a torn record that were taken off the end
    fates: tuple[Fate, ...] = ()  # added for the URLs whose story the crawl could not end


def abandoned(landing_folder: Path) -> list[Path]:
    """Return the growing files below a folder that nobody writes any more, sorted."""
    return [path for path in sorted(landing_folder.rglob(f"*{OPEN_SUFFIX}")) if not _is_held(path)]


def recover(path: Path, at: datetime) -> Recovery:
    """Complete an abandoned `.open` file; `at` is the aware time that added fates bear.

    Whole records stay as they are, a torn tail is cut off, every URL that was planned, sighted or requested
    and has no fate gets one, and the file gets its name. A file that is still being written, or that
    cannot be completed, is left as it is, and the result says why.
    """
    try:
        with path.open("r+b", buffering=0) as file:
            if not lock(file):
                return Recovery(path, False, f"{path} is still being written")
            return _recover_locked(file, path, at)
    except (OSError, LandingError) as error:
        return Recovery(path, False, f"{path} cannot be completed: {error}")


@dataclass(slots=True)
class _Story:
    """What a torn file tells of the URLs in it."""

    roles: dict[str, str] = field(default_factory=dict)  # url -> role, as first seen
    answers: dict[str, ArchivedResponse] = field(default_factory=dict)  # url -> last response
    decided: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Take in one entry of the file."""
        if isinstance(entry, Fate):
            self.decided.add(entry.url)
        elif isinstance(entry, Sighting):
            self.roles.setdefault(entry.url, "page")
        elif isinstance(entry, Planned):
            for url in entry.urls:
                self.roles.setdefault(url, entry.role)
        elif isinstance(entry, ArchivedResponse) and entry.how and entry.how.role not in _ASIDE:
            url = entry.how.requested_url or entry.url
            self.roles.setdefault(url, entry.how.role)
            self.answers[url] = entry


def _recover_locked(file: IO[bytes], path: Path, at: datetime) -> Recovery:
    final = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
    if final.exists():
        return Recovery(path, False, f"{path} cannot be completed: {final.name} exists already")
    size = path.stat().st_size
    first, last, end = _survey(path, size)
    if first is None or last is None:
        path.unlink()
        return Recovery(path, False, f"{path} held no whole record and was removed", cut=size)
    run = run_fields(first.block)
    file.truncate(end)
    file.seek(end)
    if last.kind == "response":
        write_all(file, compress(_missing_metadata(path, last, run, at)))
    fates = _missing_fates(path, run, at)
    write_all(file, b"".join(compress(_fate_record(fate)) for fate in fates))
    complete(file, final)
    detail = f"{final} was completed after its crawl was killed: {len(fates)} fates added"
    return Recovery(final, True, detail, size - end, tuple(fates))


def _survey(path: Path, size: int) -> tuple[ArchiveRecord | None, ArchiveRecord | None, int]:
    """Return the first and the last whole record, and where the whole records end, in bytes."""
    first = last = None
    end = size
    for record in read_records(path):
        if isinstance(record, Damage):
            end = min(end, record.offset)
        else:
            first, last, end = first or record, record, size
    return first, last, end


def _missing_metadata(
    path: Path, response: ArchiveRecord, run: dict[str, str], at: datetime
) -> bytes:
    """Return the record that the kill kept from following the last response, its role inferred."""
    url = response.url
    planned = [entry for entry in read_entries(path) if isinstance(entry, Planned)]
    roles = {url: plan.role for plan in planned for url in plan.urls}
    is_robots = urlsplit(url).path == "/robots.txt"
    how = HowFound(via="", role="robots" if is_robots else roles.get(url, "page"))
    return metadata_record(
        how_content(how, run["source-id"], run["run-id"]),
        at,
        subject=f"capture:{url}",
        concurrent_to=response.record_id,
    )


def _missing_fates(path: Path, run: dict[str, str], at: datetime) -> list[Fate]:
    story = _Story()
    for entry in read_entries(path):
        story.add(entry)
    return [
        _fate(url, role, story.answers.get(url), run, at)
        for url, role in story.roles.items()
        if url not in story.decided
    ]


def _fate(
    url: str, role: str, answer: ArchivedResponse | None, run: dict[str, str], at: datetime
) -> Fate:
    if answer and answer.how and (role == "discovery" or answer.how.via == "seed"):
        answer = None  # nobody knows whether its links were landed: it was not read
    status = answer.message.status if answer else None
    outcome = Outcome.INTERRUPTED
    if status is not None and 200 <= status < 300:
        outcome = Outcome.FETCHED
    elif status == 304:
        outcome = Outcome.NOT_MODIFIED
    return Fate(
        url=url,
        source_id=run["source-id"],
        run_id=run["run-id"],
        outcome=outcome,
        detail=_KILLED,
        http_status=status,
        at=at,
        role=role,
        etag=answer.message.header("etag") if answer else None,
        last_modified=answer.message.header("last-modified") if answer else None,
    )


def _fate_record(fate: Fate) -> bytes:
    return metadata_record(fate_content(fate), fate.at, subject=f"fate:{fate.url}")


def _is_held(path: Path) -> bool:
    """Tell whether another process holds the lock of a file; a file that cannot be opened is not held."""
    try:
        with path.open("rb") as file:
            return not lock(file)
    except OSError:
        return False
