"""The marts of the live database: made anew, or kept up to date by replacing what was touched.

Loading notes in the schema `touched` of which keys anything changed. A refresh cuts the raw rows behind these keys
out into a small database in memory, asks the queries of the marts there, and puts their rows in the place of the
former ones. So every mart is one query, and what it says does not depend on the way by which it came about.
"""

from collections.abc import Iterable

import duckdb

from warehouse.glossary import comments, macro_comment
from warehouse.part import part_of
from warehouse.queries import Query, depth, macro, read_in_order, read_layer, read_query
from warehouse.totals import totals_kept


def refresh_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring marts, sums and macros up to what was loaded, by the shorter of both ways."""
    if _run(connection, "outgrown")[0][0]:
        make_marts(connection)
    else:
        _replace_touched(connection)


def make_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all marts, sums and macros anew, sorted as their queries say."""
    connection.execute("begin")
    for query in read_in_order("marts"):
        _make(connection, query)
    make_sums(connection)
    for query in sorted(read_layer("trends"), key=depth):
        connection.execute(macro(query))
        connection.execute(macro_comment(query))
    _run(connection, "settle")
    _run(connection, "begin_again")
    connection.execute("commit")


def make_sums(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the sums that trends read anew from the marts."""
    for query in read_in_order("aggregates"):
        _make(connection, query)


def _replace_touched(connection: duckdb.DuckDBPyConnection) -> None:
    marts, sums = read_in_order("marts"), read_in_order("aggregates")
    _run(connection, "widen")
    _run(connection, "touch_days")
    with part_of(connection, "refreshing", "cut_out") as whole:
        connection.execute("begin")
        _replace(connection, whole, marts)
        connection.execute("commit")
    _run(connection, "touch_days")
    for span in ("days", "months"):
        with part_of(connection, "refreshing", f"cut_out_{span}") as whole:
            connection.execute("begin")
            _replace(
                connection, whole, [query for query in sums if query.touched == f"touched.{span}"]
            )
            connection.execute("commit")
    connection.execute("begin")
    for query in (*marts, *sums):
        if not (query.keys or query.is_view):
            _make(connection, query)
    _run(connection, "settle")
    connection.execute("commit")


def _make(connection: duckdb.DuckDBPyConnection, query: Query) -> None:
    """Make a table or view, with comments that say what it and its columns mean."""
    kind = "view" if query.is_view else "table"
    connection.execute(f"create or replace {kind} main.{query.name} as {query.sql}")
    columns = connection.execute(f"describe main.{query.name}").fetchall()
    connection.execute(";".join(comments(query, (name for name, *_ in columns))))


def _replace(connection: duckdb.DuckDBPyConnection, whole: str, queries: Iterable[Query]) -> None:
    """Replace the touched rows of tables by those that their queries give in the part."""
    for query in queries:
        if not query.touched:
            continue
        table, touched = f'"{whole}".main.{query.name}', f'"{whole}".{query.touched}'
        same = " and ".join(f"kept.{key} = touched.{key}" for key in query.keys)
        rows, keys = query.sql.rstrip().rstrip(";"), ", ".join(query.keys)
        with totals_kept(connection, whole, query):
            # Names and queries are those of the project's own files.
            old_rows = f"delete from {table} as kept using {touched} as touched where {same}"  # noqa: S608
            connection.execute(old_rows)
            connection.execute(
                f"insert into {table} by name select * from ({rows}) semi join {touched} using ({keys})"  # noqa: S608
            )


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[bool]]:
    rows: list[tuple[bool]] = []
    for statement in connection.extract_statements(read_query("refreshing", name).sql):
        rows = connection.execute(statement).fetchall()
    return rows
