"""A part of a database, cut out into one in memory, where the same queries give the same for what is in it."""

import contextlib
import re
from collections.abc import Iterator

import duckdb

from warehouse.queries import read_layer, read_query

_TABLE = re.compile(r"\b(?:from|join) raw\.(\w+)")


@contextlib.contextmanager
def part_of(connection: duckdb.DuckDBPyConnection, layer: str, name: str) -> Iterator[str]:
    """Cut out what a query says; inside, names mean the part. Yields the name of the whole database."""
    ((whole,),) = connection.execute(
        "select database_name from duckdb_databases() where not internal"
    ).fetchall()
    connection.execute("attach ':memory:' as part")
    try:
        connection.execute("create schema part.raw")
        connection.execute("create schema part.staging")
        for statement in connection.extract_statements(read_query(layer, name).sql):
            connection.execute(statement)
        _look_at(connection, "part")
        _make_views(connection)
        yield whole
    finally:
        _look_at(connection, whole)
        connection.execute("detach part")


def _make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of staging over the tables that are there."""
    sql = "select table_name from duckdb_tables() where database_name = 'part' and schema_name = 'raw'"
    tables = {name for (name,) in connection.execute(sql).fetchall()}
    for query in read_layer("staging"):
        if tables.issuperset(_TABLE.findall(query.sql)):
            connection.execute(f"create view part.staging.{query.name} as {query.sql}")


def _look_at(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    connection.execute(f'set search_path = \'"{database}".main,"{database}".staging\'')
