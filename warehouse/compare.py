"""What one warehouse says differently from another."""

from pathlib import Path

import duckdb

from warehouse.ask import Answer
from warehouse.queries import read_query


def compare(earlier: Path, later: Path) -> Answer:
    """Return the facts that differ: fact, url, before, after, why."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        for name, path in (("earlier", earlier), ("later", later)):
            quoted = str(path).replace("'", "''")
            connection.execute(f"attach '{quoted}' as {name} (read_only)")
        result = connection.execute(read_query("comparisons", "moved_facts").sql)
        description = result.description or []
        return Answer(
            columns=tuple(column[0] for column in description),
            types=tuple(str(column[1]) for column in description),
            rows=result.fetchall(),
        )
