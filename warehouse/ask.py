"""Questions to a snapshot: read-only, in a sandbox, limited in memory and time."""

import contextlib
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import getsizeof
from typing import Any

import duckdb

from warehouse.errors import QueryError
from warehouse.queries import read_query

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # otherwise a name in SQL may reach Python variables
}
MEMORY_LIMIT = "2GB"
TIME_LIMIT = 60.0  # seconds
ANSWER_LIMIT = (
    2**31
)  # bytes of an answer, roughly: what is fetched is no longer the database's memory
_PIECE = 1_024  # rows
_SAMPLES = 64  # of a piece, by which its size is judged
_OPENING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a question."""

    columns: tuple[str, ...]
    types: tuple[str, ...]  # DuckDB's names of the columns' types
    rows: list[tuple[Any, ...]]


@contextlib.contextmanager
def open_snapshot(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a snapshot so that nothing can be written, no file be read and no setting be changed.

    Threads may ask at once: their connections share one database, which the first of them locks for all.
    """
    try:
        with _OPENING:
            connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
            _lock(connection)
    except duckdb.Error as error:
        raise QueryError(f"Cannot open the snapshot {path}: {_first_line(error)}") from error
    try:
        yield connection
    finally:
        connection.close()


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    is_locked = connection.execute("select current_setting('lock_configuration')").fetchall()[0][0]
    if is_locked:
        return
    connection.execute("set global timezone = 'UTC'")
    connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    connection.execute("set temp_directory = ''")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def ask(
    path: Path,
    sql: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    seconds: float = TIME_LIMIT,
    most: int | None = None,
) -> Answer:
    """Answer one question from a snapshot, with all rows or the first `most`.

    Raises QueryError with the reason in one sentence.
    """
    with open_snapshot(path) as connection:
        timer = threading.Timer(seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            result = connection.execute(sql, dict(parameters) if parameters else None)
            if result is None:
                raise QueryError("There is no query to answer.")
            description = result.description or []
            rows = _rows(result, most, until=time.monotonic() + seconds) if description else []
        except (duckdb.InterruptException, TimeoutError) as error:
            raise QueryError(f"The query took longer than {seconds:g} seconds.") from error
        except duckdb.Error as error:
            raise QueryError(f"The query failed: {_sentence(error)}") from error
        except (
            RuntimeError
        ) as error:  # Ctrl-C, which DuckDB notices while it works, and little else
            is_stopped = "interrupt" in str(error).lower()
            told = "was interrupted." if is_stopped else f"failed: {_sentence(error)}"
            raise QueryError(f"The query {told}") from error
        finally:
            timer.cancel()
    return Answer(
        columns=tuple(column[0] for column in description),
        types=tuple(str(column[1]) for column in description),
        rows=rows,
    )


def ask_trend(path: Path, name: str, values: Mapping[str, Any]) -> Answer:
    """Answer a named trend; values that it does not declare are left out, missing ones are null."""
    query = read_query("trends", name)
    return ask(path, query.sql, {p.name: values.get(p.name) for p in query.parameters})


def _rows(
    result: duckdb.DuckDBPyConnection, most: int | None, *, until: float
) -> list[tuple[Any, ...]]:
    """Fetch rows piece by piece: neither their number nor their size is the database's to limit."""
    rows: list[tuple[Any, ...]] = []
    size = 0
    while most is None or len(rows) < most:
        piece = result.fetchmany(_PIECE if most is None else min(_PIECE, most - len(rows)))
        if not piece:
            break
        rows += piece
        size += (
            _PIECE
            // _SAMPLES
            * sum(getsizeof(value) for row in piece[:: _PIECE // _SAMPLES] for value in (row, *row))
        )
        if size > ANSWER_LIMIT:
            raise QueryError(
                f"The answer is too large to be held, {len(rows):,} rows and more: ask for less with a limit."
            )
        if time.monotonic() > until:
            raise TimeoutError
    return rows


def _sentence(error: Exception) -> str:
    """Return what is wrong, with the names that could have been meant."""
    lines = str(error).splitlines()
    meant = (line for line in lines[1:] if line.startswith(("Candidate", "Did you mean")))
    return " ".join([_first_line(error), *meant])


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
