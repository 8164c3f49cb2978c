"""Totals over a mart: too large to be counted again every day, they are kept by adding what a refresh changes."""

import contextlib
from collections.abc import Iterator

import duckdb

from warehouse.queries import Query, read_layer


@contextlib.contextmanager
def totals_kept(connection: duckdb.DuckDBPyConnection, whole: str, mart: Query) -> Iterator[None]:
    """Add to the total over a mart what its touched rows say when they are replaced, less what they said before.

    To be held open while the rows of the mart in the database `whole` are replaced.
    """
    total = next((one for one in read_layer("aggregates") if one.added_of == mart.name), None)
    if total is None:
        yield
        return
    touched_rows = _touched_rows(whole, mart)
    # The total's own query, of the touched rows alone: temporary names come first.
    connection.execute(f"create temp view {mart.name} as {touched_rows}")
    connection.execute(f"create temp table change as {total.sql}")
    connection.execute(f"update change set {total.amount} = -{total.amount}")  # noqa: S608
    yield
    connection.execute(f"insert into change {total.sql}")
    connection.execute(f"drop view temp.{mart.name}")
    for statement in _adding(f'"{whole}".main.{total.name}', total):
        connection.execute(statement)
    connection.execute("drop table change")


def _touched_rows(whole: str, mart: Query) -> str:
    table, touched = f'"{whole}".main.{mart.name}', f'"{whole}".{mart.touched}'
    return f"select * from {table} semi join {touched} using ({', '.join(mart.keys)})"  # noqa: S608


def _adding(table: str, total: Query) -> Iterator[str]:
    """Yield the statements that add the rows of `change` to a total; what comes to nothing goes."""
    keys = ", ".join(total.keys)
    same = " and ".join(f"kept.{key} = change.{key}" for key in total.keys)
    yield f"insert into change from {table} semi join change using ({keys})"
    yield f"delete from {table} as kept using change where {same}"  # noqa: S608
    yield (
        f"insert into {table} select {keys}, sum({total.amount}) as amount from change "  # noqa: S608
        f"group by {keys} having amount > 0 order by {keys}"
    )
