"""Disk use of a home, and what may be deleted of it: never the evidence behind a relevant article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawlers.report import log_path, report_path
from warehouse.ask import ask
from warehouse.home import Home
from warehouse.queries import read_query


@dataclass(frozen=True, slots=True)
class Pruning:
    """What may go: files, and the bytes that they take."""

    archives: tuple[Path, ...]
    snapshots: tuple[Path, ...]

    @property
    def files(self) -> Iterator[Path]:
        """Every file that goes, with the log and the report beside an archive."""
        for archive in self.archives:
            beside = (log_path(archive), report_path(archive))
            yield from (file for file in (archive, *beside) if file.exists())
        yield from self.snapshots

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(file.stat().st_size for file in self.files)


def disk_use(home: Home) -> dict[str, int]:
    """Return the bytes under each part of a home."""
    parts = {
        "landing": home.landing,
        "warehouse": home.current.parent,
        "prefect": home.prefect,
        "work": home.work,
    }
    return {name: _bytes_under(folder) for name, folder in parts.items()}


def plan_pruning(home: Home, before: datetime, snapshots: int) -> Pruning:
    """Return what may go: archives loaded before a moment without evidence, and older snapshots."""
    sql = read_query("plans", "prunable_files").sql
    names = [name for name, _ in ask(home.snapshot(), sql, {"before": before}).rows]
    archives = (home.landing / name for name in names)
    current = home.current.resolve()
    older = sorted(home.current.parent.glob("[0-9]*.duckdb"))[: -max(snapshots, 1)]
    return Pruning(
        tuple(path for path in archives if path.is_relative_to(home.landing) and path.is_file()),
        tuple(path for path in older if path.resolve() != current),
    )


def prune(home: Home, pruning: Pruning) -> None:
    """Delete what a plan says, and folders of landing that are empty then."""
    for file in tuple(pruning.files):
        file.unlink()
    for archive in pruning.archives:
        for folder in archive.parents:
            if folder == home.landing or any(folder.iterdir()):
                break
            folder.rmdir()


def human(size: int) -> str:
    """Return bytes for a person."""
    amount = float(size)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def _bytes_under(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(file.stat().st_size for file in files)
