"""The marts of the live database: made anew, or kept up to date by replacing what was touched.

Loading notes in the schema `touched` of which keys anything changed. A refresh cuts the raw rows behind these keys
out into a small database in memory, asks the queries of the marts there, and puts their rows in the place of the
former ones. So every mart is one query, and what it says does not depend on the way by which it came about.
"""

import duckdb

from warehouse.queries import Query, depth, macro, read_in_order, read_layer, read_query


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
    _cut_out(connection, "cut_out")
    connection.execute("begin")
    _run(connection, "touch_days")
    _replace(connection, marts)
    _run(connection, "touch_days")
    connection.execute("commit")
    _cut_out(connection, "cut_out_days")
    connection.execute("begin")
    _replace(connection, sums)
    for query in (*marts, *sums):
        if not (query.keys or query.is_view):
            _make(connection, query)
    _run(connection, "settle")
    connection.execute("commit")
    connection.execute("detach part")


def _make(connection: duckdb.DuckDBPyConnection, query: Query) -> None:
    kind = "view" if query.is_view else "table"
    connection.execute(f"create or replace {kind} main.{query.name} as {query.sql}")


def _cut_out(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make the database `part` of what a query cuts out, with the views of staging over it."""
    connection.execute("detach database if exists part")
    connection.execute("attach ':memory:' as part")
    _run(connection, name)
    if name == "cut_out":
        _look_at(connection, "part")
        for query in read_layer("staging"):
            connection.execute(f"create view part.staging.{query.name} as {query.sql}")
        _look_at(connection, _live(connection))


def _replace(connection: duckdb.DuckDBPyConnection, queries: tuple[Query, ...]) -> None:
    """Replace the touched rows of tables by those that their queries give in `part`."""
    live = _live(connection)
    for query in queries:
        if not query.keys:
            continue
        table, touched = f'"{live}".main.{query.name}', f'"{live}".{query.touched}'
        same = " and ".join(f"kept.{key} = touched.{key}" for key in query.keys)
        rows = query.sql.rstrip().rstrip(";")
        keys = ", ".join(query.keys)
        # Names and queries are those of the project's own files.
        connection.execute(f"delete from {table} as kept using {touched} as touched where {same}")  # noqa: S608
        _look_at(connection, "part")
        connection.execute(
            f"insert into {table} by name select * from ({rows}) semi join {touched} using ({keys})"  # noqa: S608
        )
        _look_at(connection, live)


def _live(connection: duckdb.DuckDBPyConnection) -> str:
    sql = "select database_name from duckdb_databases() where path is not null or database_name = 'memory'"
    names = [str(name) for (name,) in connection.execute(sql).fetchall()]
    return names[0]


def _look_at(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    connection.execute(f'set search_path = \'"{database}".main,"{database}".staging\'')


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[bool]]:
    rows: list[tuple[bool]] = []
    for statement in connection.extract_statements(read_query("refreshing", name).sql):
        rows = connection.execute(statement).fetchall()
    return rows
