"""Where the work that machines share travels: a folder that all of them reach, or an object store.

Any address that fsspec knows will do (`/mnt/shared/aftermath`, `s3://bucket/aftermath`, `sftp://…`); what a store wants to
know of us it reads from the environment or from fsspec's own configuration. A file is there as a whole or not at all.
"""

from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs


class Exchange:
    """Files by name, relative to an address."""

    def __init__(self, address: str) -> None:
        found: tuple[Any, str] = url_to_fs(address)
        self._store, root = found
        self._root = root.rstrip("/")

    def put(self, file: Path, name: str) -> None:
        """Copy a file there."""
        place = f"{self._root}/{name}"
        self._store.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
        self._store.put_file(str(file), f"{place}.part")
        self._store.mv(f"{place}.part", place)

    def get(self, name: str, file: Path) -> None:
        """Copy a file from there; its folder is made."""
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.part")
        self._store.get_file(f"{self._root}/{name}", str(part))
        part.replace(file)

    def names(self, folder: str) -> list[str]:
        """Return the names of all files under a folder."""
        self._store.invalidate_cache()
        found = self._store.find(f"{self._root}/{folder}")
        names = (str(path).removeprefix(f"{self._root}/") for path in found)
        return sorted(name for name in names if not name.endswith(".part"))

    def has(self, name: str) -> bool:
        """Say whether a file is there."""
        self._store.invalidate_cache()
        return bool(self._store.exists(f"{self._root}/{name}"))

    def remove(self, folder: str) -> None:
        """Remove a file, or a folder with all that lies in it."""
        self._store.invalidate_cache()
        if self._store.exists(f"{self._root}/{folder}"):
            self._store.rm(f"{self._root}/{folder}", recursive=True)
