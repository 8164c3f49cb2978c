"""The aggregate questions of the trends beside SQLite and PostgreSQL, on the same rows in one run.

    python -m benchmarks.asking_peers FILE [RUNS]

FILE is a warehouse made by `python -m benchmarks.asking DOCUMENTS RUNS FILE`. The others get what the questions need: rows in the order
of incident and day, integers for every key, no texts, an index for each question, and fresh statistics. They answer the plain SQL that stands
here; so does DuckDB, in a column of its own, from the marts. "Ours" is the trend as an analyst asks it, from sums that are kept up to date.
PostgreSQL is started by its own programs, which Debian's package `postgresql` brings; without them its column is empty. Milliseconds by the
clock, the median of the runs.
"""

import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from benchmarks.asking import INCIDENT
from warehouse.ask import open_snapshot
from warehouse.queries import read_query

TABLES = {
    "coverage": "incident integer, document integer, source integer, cluster integer, is_origin integer,"
    " published_on date, published_at timestamp",
    "mentions": "incident integer, document integer, tag integer, kind text, occurrences integer,"
    " is_origin integer, published_on date",
}
INDEXES = (
    "create index by_day on coverage (incident, published_on, cluster, is_origin)",
    "create index by_source on coverage (incident, source, is_origin, published_at)",
    "create index by_cluster on coverage (incident, cluster, published_at, source, is_origin)",
    "create index by_tag on mentions (incident, kind, published_on, tag, is_origin, occurrences)",
    "create index by_document on mentions (incident, kind, is_origin, document, tag)",
)
EXPORTED = {
    "coverage": """
        select documents.incident, documents.document, source_numbers.source, cluster_numbers.document as cluster,
            coverage.is_origin::integer as is_origin, coverage.published_on,
            coverage.published_at::timestamp as published_at
        from coverage
        inner join documents using (incident_id, document_id)
        inner join source_numbers using (source_id)
        inner join documents as cluster_numbers
            on cluster_numbers.incident_id = coverage.incident_id and cluster_numbers.document_id = coverage.cluster_id
        where coverage.published_on is not null
        order by documents.incident, coverage.published_on
    """,
    "mentions": """
        select documents.incident, documents.document, tag_numbers.tag, mentions.kind, mentions.count as occurrences,
            coverage.is_origin::integer as is_origin, mentions.published_on
        from mentions
        inner join documents using (incident_id, document_id)
        inner join coverage using (incident_id, document_id)
        inner join tag_numbers on tag_numbers.name = mentions.tag
        where mentions.published_on is not null
        order by documents.incident, mentions.published_on
    """,
}
NUMBERS = """
create temp table documents as
select incident_id, document_id, dense_rank() over (order by incident_id) as incident, row_number() over () as document
from coverage;
create temp table source_numbers as
select source_id, row_number() over () as source from (select distinct source_id from coverage);
create temp table tag_numbers as
select name, row_number() over () as tag from (select distinct tag as name from mentions);
"""
# By trend: the same question in plain SQL. What a trend adds from names and titles is left out.
QUESTIONS = {
    "daily_volume": """
        select published_on, count(*), count(distinct cluster), sum(is_origin)
        from coverage where incident = {incident} group by published_on
    """,
    "share_of_voice": """
        select tag, count(*), sum(is_origin)
        from mentions where incident = {incident} and kind = 'entity' group by tag
    """,
    "top_sources": """
        select source, count(*), sum(is_origin), min(published_at), max(published_at)
        from coverage where incident = {incident} group by source
    """,
    "topic_daily": """
        select mentions.published_on, tag, count(*), sum(occurrences), count(*) * 1.0 / max(days.articles)
        from mentions
        inner join (
            select published_on, count(*) as articles from coverage where incident = {incident} group by published_on
        ) as days on days.published_on = mentions.published_on
        where incident = {incident} and kind = 'topic' group by mentions.published_on, tag
    """,
    "cooccurrence": """
        select one.tag, other.tag, count(*)
        from mentions as one
        inner join mentions as other
            on other.incident = one.incident and other.kind = one.kind and other.is_origin = one.is_origin
            and other.document = one.document and other.tag > one.tag
        where one.incident = {incident} and one.kind = 'entity' and one.is_origin = 1
        group by one.tag, other.tag
    """,
    "first_source": """
        select cluster, count(*) as articles, count(distinct source),
            min(case when is_origin = 0 then published_at end), max(published_at)
        from coverage where incident = {incident} group by cluster having count(*) > 1
        order by articles desc limit 1000
    """,
}
Asked = Callable[[str], object]


def main() -> None:
    path = Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        incident = export(path, folder)
        asked = {name: sql.format(incident=incident) for name, sql in QUESTIONS.items()}
        columns = {
            "SQLite": measured(in_sqlite(folder), asked, runs),
            "PostgreSQL": measured(in_postgresql(folder), asked, runs),
            "DuckDB, the same SQL": measured(in_duckdb(folder), asked, runs),
            "ours": measured(as_trends(path), {name: name for name in asked}, runs),
        }
    print(f"{'ms':16}" + "".join(f"{name:>22}" for name in columns) + f"{'of the better':>16}")
    for name in QUESTIONS:
        times = {column: found.get(name) for column, found in columns.items()}
        row = "".join(f"{'-' if one is None else f'{one:.1f}':>22}" for one in times.values())
        better = min(one for one in (times["SQLite"], times["PostgreSQL"]) if one is not None)
        print(f"{name:16}{row}{(times['ours'] or 0) / better:>16.2f}")


def export(path: Path, folder: Path) -> int:
    """Write the rows for the others; returns the number of the incident that is asked about."""
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(NUMBERS)
        for table, sql in EXPORTED.items():
            connection.execute(f"copy ({sql}) to '{folder / table}.csv' (header false)")
        found = connection.execute(
            "select any_value(incident) from documents where incident_id = $1", [INCIDENT]
        ).fetchone()
    assert found is not None
    return int(found[0])


def measured(
    opened: "Iterator[Asked | None]", asked: dict[str, str], runs: int
) -> dict[str, float]:
    """Return the median milliseconds of every question; nothing where there is nobody to ask."""
    with contextmanager(lambda: opened)() as ask:
        if ask is None:
            return {}
        return {name: _median(ask, sql, runs) for name, sql in asked.items()}


def _median(ask: Asked, sql: str, runs: int) -> float:
    times = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        ask(sql)
        times.append(1000 * (time.perf_counter() - started))
        if sum(times) > 30_000:
            break
    return statistics.median(times[1:] or times)


def in_sqlite(folder: Path) -> Iterator[Asked | None]:
    connection = sqlite3.connect(folder / "peer.sqlite")
    connection.execute("pragma cache_size = -1000000")
    with duckdb.connect() as reader:
        for table, columns in TABLES.items():
            connection.execute(f"create table {table} ({columns})")
            rows = reader.execute(f"from read_csv('{folder / table}.csv', all_varchar=true)")
            marks = ", ".join("?" * len(columns.split(",")))
            while portion := rows.fetchmany(100_000):
                insert = f"insert into {table} values ({marks})"  # noqa: S608 - the names are those above
                connection.executemany(insert, portion)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("analyze")
    connection.commit()
    yield lambda sql: len(connection.execute(sql).fetchall())
    connection.close()


def in_duckdb(folder: Path) -> Iterator[Asked | None]:
    with duckdb.connect(str(folder / "peer.duckdb")) as connection:
        for table, columns in TABLES.items():
            connection.execute(f"create table {table} ({columns})")
            connection.execute(f"copy {table} from '{folder / table}.csv' (header false)")
        yield lambda sql: len(connection.execute(sql).fetchall())


def as_trends(path: Path) -> Iterator[Asked | None]:
    with open_snapshot(path) as connection:

        def ask(name: str) -> None:
            query = read_query("trends", name)
            given = {p.name: INCIDENT if p.name == "incident" else None for p in query.parameters}
            connection.execute(query.sql, given).fetchall()

        yield ask


def in_postgresql(folder: Path) -> Iterator[Asked | None]:
    """Start a server on a socket of its own; questions go through one `psql` that stays open."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs or not shutil.which("runuser"):
        print("PostgreSQL is not installed: its column stays empty.", file=sys.stderr)
        yield None
        return
    data = Path(tempfile.mkdtemp(prefix="postgresql-"))
    shutil.chown(data, "postgres")

    def run(program: str, *options: str) -> None:
        command = ["runuser", "-u", "postgres", "--", str(programs[-1] / program), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    run("initdb", "--pgdata", f"{data}/cluster")
    settings = (
        f"-k {data} -c listen_addresses='' -c shared_buffers=2GB -c work_mem=512MB -c jit=off"
    )
    run("pg_ctl", "-D", f"{data}/cluster", "-w", "-o", settings, "start")
    try:
        with _Psql(data, programs[-1] / "psql") as ask:
            for table, columns in TABLES.items():
                ask(f"create table {table} ({columns});")
                ask(f"\\copy {table} from '{folder / table}.csv' csv")
            for index in INDEXES:
                ask(f"{index};")
            ask("vacuum analyze;")
            yield ask
    finally:
        run("pg_ctl", "-D", f"{data}/cluster", "-m", "immediate", "stop")
        shutil.rmtree(data)


class _Psql:
    """A client that is asked over its standard input and says when it is done."""

    def __init__(self, data: Path, program: Path) -> None:
        command = ["runuser", "-u", "postgres", "--", str(program), "-qAt", "-h", str(data)]
        self._process = subprocess.Popen(
            [*command, "-d", "postgres", "-v", "ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
        )

    def __enter__(self) -> Asked:
        return self._ask

    def __exit__(self, *_: object) -> None:
        self._process.communicate("\\q\n")

    def _ask(self, sql: str) -> None:
        assert self._process.stdin
        assert self._process.stdout
        sql = sql if sql.startswith("\\") else sql.rstrip().rstrip(";") + ";"
        self._process.stdin.write(f"{sql}\n\\echo done\n")
        self._process.stdin.flush()
        while (line := self._process.stdout.readline()) != "done\n":
            assert line, "psql has ended"


if __name__ == "__main__":
    main()
