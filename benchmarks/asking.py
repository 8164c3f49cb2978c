"""How long does every trend take on a large warehouse? Marts are generated, not crawled.

    python -m benchmarks.asking [DOCUMENTS] [RUNS] [FILE]

FILE keeps the warehouse, and takes it if it is there. By default 1,000,000 documents of 20 incidents over two years, 3 mentions, one quote and 40 different words each, a
fifth of the documents copies. Asked is the largest incident, which has 28 % of them. Printed are the median and the
95th percentile of the times of a connection that is open, the median of the CPU time of all threads (which a busy
machine does not distort), and the bars that each is held to.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb

from warehouse.ask import open_snapshot
from warehouse.live import LiveWarehouse
from warehouse.queries import Query, read_layer

BARS = {"daily_volume": 5, "cooccurrence": 10, "latest": 10, "search": 150}  # ms, median
OTHERS = 100  # ms, 95th percentile of every trend
INCIDENT = "incident-0"
STATEMENTS = {
    "incidents": """
        insert into incidents by name
        select 'incident-' || n as incident_id, 'title' as title, date '2024-01-01' as started,
            'Asia/Shanghai' as timezone, ['tag-0', 'tag-1'] as targets, 0.5 as minimum
        from range(20) as numbers(n)
    """,
    "tags": """
        insert into tags by name
        select 'incident-' || incident as incident_id, kind, 'tag-' || n as tag, 'name ' || n as name, ['term ' || n] as terms
        from range(20) as incidents(incident), range(60) as numbers(n), unnest(['entity', 'topic', 'thread']) as kinds(kind)
    """,
    "runs": """
        insert into runs by name
        select 'run-' || n as run_id, 'daily' as kind,
            timestamptz '2024-01-01 14:00:00+00' + to_days(cast(n as integer)) as as_of, 'completed' as state
        from range(730) as numbers(n)
    """,
    # Attention fades and wakes: many early, the rest anywhere. A copy is one of the last 100 articles of its incident.
    "drawn": """
        create temp table drawn as
        select
            * exclude (steps),
            coalesce(lag(n, steps) over (partition by incident order by n), n) as parent
        from (
            select
                n,
                least(cast(floor(pow(20, random())) - 1 as integer), 19) as incident,
                cast(case when random() < 0.5 then floor(-30 * ln(1 - random() * 0.999)) else floor(730 * random()) end
                    as integer) as day,
                cast(floor(300 * pow(random(), 2)) as integer) as source,
                case when random() < 0.2 then cast(floor(100 * random()) as integer) else 0 end as steps
            from range($documents) as numbers(n)
        )
    """,
    # The origin of a story is four copies away at most, but for one article in a thousand.
    "rooted": """
        create temp table rooted as
        select
            one.*,
            four.parent as root
        from drawn as one
        inner join drawn as two on two.n = one.parent
        inner join drawn as three on three.n = two.parent
        inner join drawn as four on four.n = three.parent
    """,
    "coverage": """
        insert into coverage by name
        select 'incident-' || incident as incident_id, md5(n::varchar) as document_id,
            md5_number_lower(md5(n::varchar)) as document_hash, 'http://s' || source || '.example/' || n as url, 's' || source as source_id, 'source ' || source as source_name,
            case when source = 7 then 'official' else 'media' end as source_kind, 'title ' || n as title,
            repeat(md5(n::varchar), 10) as text,
            timestamptz '2024-01-01 00:00:00+00' + to_days(day) + to_minutes(cast(n % 900 as integer)) as published_at,
            'minute' as published_precision, date '2024-01-01' + day as published_on,
            md5(root::varchar) as cluster_id, parent = n as is_origin, 'live' as status
        from rooted
        order by incident_id, published_on
    """,
    "mentions": """
        insert into mentions by name
        select 'incident-' || incident as incident_id, md5(n::varchar) as document_id,
            date '2024-01-01' + day as published_on, kind, 'tag-' || tag as tag, 'name ' || tag as name, 1 as count,
            '' as evidence
        from (
            select *, ['entity', 'entity', 'topic', 'thread'][1 + (n + part) % 4] as kind,
                cast(floor(60 * pow(random(), 2)) as integer) as tag
            from drawn, range(3) as parts(part)
        )
        order by incident_id, published_on
    """,
    "stances": """
        insert into stances by name
        select 'incident-' || incident as incident_id, md5(n::varchar) as document_id,
            date '2024-01-01' + day as published_on, 'tag-' || (n % 2) as target,
            ['negative', 'neutral', 'positive', 'abstain'][1 + n % 4] as label
        from rooted order by incident_id, published_on
    """,
    "quotes": """
        insert into quotes by name
        select 'incident-' || incident as incident_id, md5(n::varchar) as document_id,
            date '2024-01-01' + day as published_on, 'speaker' as speaker, 'tag-' || (root % 60) as speaker_tag,
            'said' as verb, 'words ' || root as text, root::varchar as quote_key, root % 2 = 0 as is_direct, [] as numbers, 0 as "offset"
        from rooted order by incident_id, published_on
    """,
    "judgements": """
        insert into judgements by name
        select incident_id, document_id, url, source_id, title, published_on, 0.5 + random() / 2 as score,
            true as is_relevant, ['reason'] as reasons
        from coverage
    """,
    "ways": """
        insert into ways by name
        select md5(n::varchar) as document_id, 's' || source as source_id, n % 3 = 0 as is_search from drawn
        union all
        select md5(n::varchar), 'search', true from drawn where n % 2 = 0
    """,
    "lineage": """
        insert into lineage by name
        select 'incident-' || incident as incident_id, md5(n::varchar) as child_document_id,
            md5(parent::varchar) as parent_document_id, 'text' as kind, 0.9 as confidence, 60 as lag_minutes,
            true as is_copy, false as is_contradicted,
            md5_number_lower(md5(n::varchar)) as child_hash, md5_number_lower(md5(parent::varchar)) as parent_hash
        from drawn where parent <> n
    """,
    "sightings": """
        insert into sightings by name
        select 's' || source as source_id, date '2024-01-01' + cast(day as integer) as seen_on, 50 as link_count
        from range(300) as sources(source), range(730) as days(day)
    """,
    "completeness": """
        insert into completeness by name
        select source_id, seen_on, 50 as expected, 50 as fetched, 0 as failed,
            case when hash(source_id, seen_on) % 50 = 0 then 'outage' else 'ok' end as status
        from sightings
    """,
    "search_documents": """
        insert into search_documents by name
        select n + 1 as document_number, md5(n::varchar) as document_id, 'http://s.example/' || n as url,
            's' || source as source_id, 'title ' || n as title, date '2024-01-01' + day as published_on,
            ['incident-' || incident] as incident_ids, 300 as length
        from drawn
    """,
    # Words of a vocabulary of 200,000, the first in every third document.
    "word_counts": """
        insert into word_counts by name
        select distinct on (word, document_number)
            'w' || cast(floor(pow(200000, pow(random(), 0.8))) as integer) as word, n + 1 as document_number, 1 as weight
        from drawn, range(40) as parts(part)
        order by word, document_number
    """,
}
GIVEN = {"words": "w20 w300 w45000", "other": "incident-1"}


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(folder) / "large.duckdb"
        if not path.exists():
            started = time.perf_counter()
            _generate(path, documents)
            print(f"made in {time.perf_counter() - started:.0f} s")
        print(f"{documents:,} documents, {path.stat().st_size / 2**20:,.0f} MB")
        _ask_all(path, runs)


def _generate(path: Path, documents: int) -> None:
    with LiveWarehouse(path) as live:
        live.refresh_marts()
        live.connection.execute("select setseed(0.5)")
        for name, sql in STATEMENTS.items():
            live.connection.execute(sql, {"documents": documents} if name == "drawn" else None)
        live.refresh_aggregates()
        live.connection.execute("checkpoint")


def _ask_all(path: Path, runs: int) -> None:
    print(f"{'trend':20} {'median':>8} {'95th':>8} {'CPU':>8}  rows, bar, in ms")
    with open_snapshot(path) as connection:
        connection.execute("select count(*) from coverage")
        for query in read_layer("trends"):
            _ask_one(connection, query, runs)


def _ask_one(connection: duckdb.DuckDBPyConnection, query: Query, runs: int) -> None:
    values = {p.name: GIVEN.get(p.name) for p in query.parameters} | {"incident": INCIDENT}
    values = {p.name: values[p.name] for p in query.parameters}
    times, worked, rows = [], [], 0
    for _ in range(runs):
        started, started_work = time.perf_counter(), time.process_time()
        rows = len(connection.execute(query.sql, values).fetchall())
        times.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.process_time() - started_work))
        if sum(times) > 20_000:
            break
    times = sorted(times[1:] or times)
    median, late = times[len(times) // 2], times[min(len(times) - 1, int(0.95 * len(times)))]
    bar = BARS.get(query.name, OTHERS)
    fails = (median if query.name in BARS else late) > bar
    print(
        f"{query.name:20} {median:8.1f} {late:8.1f} {sorted(worked)[len(worked) // 2]:8.1f}  {rows} rows, bar {bar}{' FAILS' if fails else ''}",
        flush=True,
    )


if __name__ == "__main__":
    main()
