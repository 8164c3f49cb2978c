"""The live database: the one writer of the warehouse, and the snapshots it publishes."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from warehouse import marts
from warehouse.batch import TABLES
from warehouse.errors import HomeBusyError, WarehouseError
from warehouse.glossary import GLOSSARY_FILE
from warehouse.home import Home
from warehouse.part import part_of
from warehouse.queries import read_layer, read_query

# Readable by DuckDB 1.5 and 2.0; extensions are neither looked for nor loaded.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    # A checkpoint writes the last blocks of every table anew: one for a day's news, not one for every step of it.
    "checkpoint_threshold": "256MB",
}
_SNAPSHOTS_KEPT = 3
# What the machine does to a database, and no mistake in a query: a full disk, no memory left.
_OUTSIDE = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
)
_OF_MEMORY = 5 / 8  # of what DuckDB would take: related articles are held beside it


@contextlib.contextmanager
def run_lock(home: Home) -> Iterator[None]:
    """Hold the home for one run; raises HomeBusyError where another run holds it."""
    home.root.mkdir(parents=True, exist_ok=True)
    with home.lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeBusyError(
                f"Another run is working in {home.root}: wait for it to end."
            ) from error
        yield


class LiveWarehouse:
    """A database of a home, open for writing; use as a context manager.

    Raises WarehouseError where it cannot be opened, or was made with other tables than today's: everything
    in it can be rebuilt from landing. `as_it_is` opens it all the same, for what a rebuild takes over.
    """

    def __init__(self, path: Path, *, as_it_is: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        try:
            self.connection = duckdb.connect(str(path), config=_CONFIG)
        except duckdb.IOException as error:
            reason = _first_line(error)
            is_spoilt = "valid DuckDB" in reason or "orrupt" in reason
            hint = " Move it away, and the next run makes it anew from the archives."
            raise WarehouseError(
                f"Cannot open the warehouse {path}: {reason}{hint if is_spoilt else ''}"
            ) from error
        _leave_memory(self.connection)
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set search_path = 'main'")
        if not as_it_is:
            self._prepare(path)
        self.connection.execute("set search_path = 'main,staging'")

    def _prepare(self, path: Path) -> None:
        """Create what is missing; raise where the tables are another version's."""
        tables = read_query("raw", "tables").sql
        layers = ("staging", "marts", "aggregates", "trends")
        views = "".join(query.sql for layer in layers for query in read_layer(layer))
        views += GLOSSARY_FILE.read_text(encoding="utf-8")
        marks = (_digest(tables), _digest(views))
        self.connection.execute("begin")
        self.connection.execute("create schema if not exists staging")
        self.connection.execute(
            "create table if not exists staging.made_with (tables varchar, views varchar)"
        )
        made_with = self.connection.execute("select * from staging.made_with").fetchall()
        is_old = bool(
            self.connection.execute(
                "select 1 from duckdb_tables() where schema_name = 'raw' limit 1"
            ).fetchall()
        )
        if is_old and (not made_with or made_with[0][0] != marks[0]):
            self.connection.close()
            raise WarehouseError(
                f"{path} was made by another version of aftermath: "
                "`aftermath reprocess` rebuilds it from the archives."
            )
        if made_with != [marks]:
            self.connection.execute(tables)
            for query in read_layer("staging"):
                view = f"create or replace view staging.{query.name} as {query.sql}"
                self.connection.execute(view)
            self.connection.execute("insert into touched.everything values ('another version')")
            self.connection.execute("insert into touched.all_articles values ('another version')")
            self.connection.execute("delete from staging.made_with")
            self.connection.execute("insert into staging.made_with values ($1, $2)", marks)
        self.connection.execute("commit")

    def __enter__(self) -> "LiveWarehouse":
        return self

    def __exit__(self, *raised: object) -> None:
        error = raised[1] if raised else None
        try:
            self.connection.close()
        except duckdb.Error as closing:
            error = error or closing  # what could not be written stands in the log
        if isinstance(error, _OUTSIDE):
            raise WarehouseError(f"Cannot write {self.path}: {_first_line(error)}") from error

    def load(self, folders: Iterable[Path]) -> None:
        """Load batches in one transaction; loading anything twice changes nothing."""
        with self.transaction():
            for folder in folders:
                self.take_in(folder)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything that is done inside one transaction."""
        self.connection.execute("begin")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    @contextlib.contextmanager
    def part(self, layer: str, name: str) -> Iterator[None]:
        """Cut out what a query says; inside, all questions are asked of this part."""
        with part_of(self.connection, layer, name):
            yield

    def refresh_marts(self) -> None:
        """Bring the marts and the trend macros up to date."""
        marts.refresh_marts(self.connection)

    def make_marts(self) -> None:
        """Make the marts and the trend macros anew, whatever they held."""
        marts.make_marts(self.connection)

    def refresh_aggregates(self) -> None:
        """Bring the sums that trends read up to the marts."""
        marts.make_sums(self.connection)

    def rows(self, layer: str, name: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
        """Run a named query; return the rows of its last statement as tuples."""
        rows: list[Any] = []
        given = dict(parameters or {})
        for statement in self.connection.extract_statements(read_query(layer, name).sql):
            values = {key: given[key] for key in statement.named_parameters}
            rows = self.connection.execute(statement, values or None).fetchall()
        return rows

    def columns(
        self, layer: str, name: str, parameters: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        """Run a named query of one statement; return its columns as arrays."""
        return self.connection.execute(read_query(layer, name).sql, parameters).fetchnumpy()

    def take_in(self, folder: Path) -> None:
        """Load one batch within a transaction that is open."""
        for table in TABLES:
            file = folder / f"{table}.jsonl"
            if not file.exists():
                continue
            for statement in self.connection.extract_statements(
                read_query("raw", f"load_{table}").sql
            ):
                wants = statement.named_parameters
                self.connection.execute(statement, {"file": str(file)} if wants else None)


def publish(home: Home, at: datetime) -> Path:
    """Copy the live database to a new snapshot and make it the current one; returns its path.

    The live database must be closed. Readers of the former snapshot keep what they have opened.
    """
    folder = home.current.parent
    name = f"{at:%Y%m%dT%H%M%S%fZ}.duckdb"
    for left in folder.glob(".*.duckdb.part"):  # by a run that was killed, or found the disk full
        left.unlink()
    part = folder / f".{name}.part"
    shutil.copyfile(home.live, part)
    _sync(part)
    part.rename(folder / name)
    link = folder / ".current.part"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    link.rename(home.current)
    _sync(folder)
    for old in sorted(folder.glob("[0-9]*.duckdb"))[:-_SNAPSHOTS_KEPT]:
        if old.name != name:
            old.unlink()
    return folder / name


def _leave_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Take less memory than DuckDB's default, which is four fifths of what the machine or container has."""
    ((limit,),) = connection.execute("select current_setting('memory_limit')").fetchall()
    amount, unit = limit.split()
    connection.execute(f"set memory_limit = '{float(amount) * _OF_MEMORY:.1f} {unit}'")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
