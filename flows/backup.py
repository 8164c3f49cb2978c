"""A second copy of a home, and the way back.

Archives and snapshots never change once they have their names, so a copy can be made at any time, while a run works too,
and the next one copies only what is new. A snapshot holds the whole database.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.home import Home

_SMALL = (
    "sources",
    "incidents",
    "alerts",
    "schedule.yaml",
)  # what people write, and what was told already
_UNFINISHED = (".open", ".part")


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied."""

    files: int
    size: int  # bytes


def back_up(home: Home, folder: Path) -> Copied:
    """Copy everything of a home that cannot be made again, and its newest snapshot; archives are only added."""
    if folder.resolve().is_relative_to(home.root.resolve()):
        raise WarehouseError(f"{folder} lies in the home itself: a backup belongs elsewhere.")
    snapshot = home.snapshot().resolve()  # before landing, so that landing has all that it rests on
    files = [snapshot, *_small(home.root), *_archives(home)]
    copied = [_copy(file, folder / file.relative_to(home.root.resolve())) for file in files]
    for older in (folder / "warehouse").glob("[0-9]*.duckdb"):
        if older.name != snapshot.name:
            older.unlink()
    return Copied(sum(1 for size in copied if size), sum(copied))


def restore(home: Home, folder: Path) -> Copied:
    """Make a home out of a backup; raises where there is one already."""
    snapshots = sorted((folder / "warehouse").glob("[0-9]*.duckdb"))
    if not snapshots:
        raise WarehouseError(f"There is no backup in {folder}.")
    if home.live.exists() or home.current.exists() or home.landing.exists():
        raise WarehouseError(f"{home.root} holds a home already: restore to another with --home.")
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    copied = [_copy(file, home.root / file.relative_to(folder)) for file in files]
    _copy(snapshots[-1], home.live)
    home.current.symlink_to(snapshots[-1].name)
    return Copied(len(copied), sum(copied))


def _small(root: Path) -> Iterator[Path]:
    for name in _SMALL:
        place = root.resolve() / name
        yield from place.rglob("*") if place.is_dir() else [place] if place.exists() else []


def _archives(home: Home) -> Iterator[Path]:
    return (
        file
        for file in sorted(home.landing.resolve().rglob("*"))
        if file.is_file() and file.suffix not in _UNFINISHED
    )


def _copy(file: Path, place: Path) -> int:
    """Copy a file as a whole or not at all; returns the bytes, 0 where it is there already."""
    there, here = (place.stat() if place.exists() else None), file.stat()
    if there and (there.st_size, there.st_mtime_ns) == (here.st_size, here.st_mtime_ns):
        return 0
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f"{place.name}.part")
    shutil.copy2(file, part)
    part.replace(place)
    return here.st_size
