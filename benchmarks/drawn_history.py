"""Some hundred days of news in the raw tables of a live database, drawn by DuckDB and not lived through.

Ten thousand articles a day from 300 sources, all of them about one of 20 incidents (the largest has a fifth): texts of
1,024 characters, 40 different words, 3 mentions, a quote and a tone each. A fifth are copies, a tenth credit an outlet.
Every link is met again the day after; a tenth of the pages is asked for again three days later.
"""

from hashlib import md5

import numpy as np

from flows.comparing import note_postings
from warehouse.live import LiveWarehouse
from warehouse.postings import PostingFiles

A_DAY = 10_000  # articles
SOURCES = 300
PORTION = 500_000  # articles drawn in one transaction, or whose postings are sorted at once

CONFIGURATION = """
insert into raw.sources by name
select 's' || n as source_id, 'source ' || n as name, case when n = 7 then 'official' else 'media' end as kind,
    'zh' as "language", 'Asia/Shanghai' as timezone
from range(300) as numbers(n);

insert into raw.incidents by name
select 'incident-' || n as incident_id, 'title' as title, date '2024-01-01' as started, 'Asia/Shanghai' as timezone,
    ['tag-0', 'tag-1'] as targets, 0.5 as minimum
from range(20) as numbers(n);

insert into raw.tags by name
select 'incident-' || incident as incident_id, kind, 'tag-' || n as tag, 'name ' || n as name, ['term ' || n] as terms
from range(20) as incidents(incident), range(60) as numbers(n), unnest(['entity', 'topic', 'thread']) as kinds(kind);
"""
DRAWN = """
create or replace temp table drawn as
select
    n,
    md5(n::varchar) as document_id,
    md5_number_lower(md5(n::varchar)) as document_hash,
    n // 10000 as day,
    timestamptz '2024-01-01 00:00:00Z' + to_days(cast(n // 10000 as integer)) as midnight,
    'incident-' || cast(floor(pow(20, (hash(n, 1) >> 11) / pow(2, 53))) - 1 as integer) as incident_id,
    's' || cast(floor(300 * pow((n * 2654435761 % 4294967296) / 4294967296.0, 2)) as integer) as source_id,
    case
        when n % 10000 >= 100 and hash(n, 3) % 5 = 0 then n - 1 - cast(hash(n, 4) % 99 as bigint)
    end as parent,
    case when hash(n, 5) % 10 = 0 then 'source ' || hash(n, 6) % 300 end as credit
from range($first, $end) as numbers(n);

-- Copies are of their parent's incident; a parent is nobody's copy.
create or replace temp table drawn as
select
    drawn.* replace (
        case when parents.parent is null then drawn.parent end as parent,
        coalesce(case when parents.parent is null then parents.incident_id end, drawn.incident_id) as incident_id
    ),
    min(drawn.document_id) over (
        partition by coalesce(case when parents.parent is null then drawn.parent end, drawn.n)
    ) as cluster_id
from drawn
left join drawn as parents on parents.n = drawn.parent;
"""
ROWS = """
insert into raw.documents by name
select
    document_id, 'http://' || source_id || '.example/' || n as url, 'http://' || source_id || '.example/' || n as canonical_url,
    source_id, 'title ' || n as title,
    list_aggregate(list_transform(range(32), lambda part: md5(concat(n, '-', part))), 'string_agg', '') as text,
    midnight + to_minutes(cast(n % 10000 // 12 as integer)) as published_at, 'minute' as published_precision, 'meta' as published_method,
    'zh' as "language", 'hans' as script, [] as obfuscations, [] as quality, credit,
    midnight + interval 16 hour as fetched_at, n::varchar as content_digest, [] as cited, [] as links,
    'rss' as via, 'run-' || lpad(day::varchar, 4, '0') as run_id, 's' || day || '.warc.gz' as capture_file, n as capture_offset, 'sha256:' || n as capture_digest, document_hash
from drawn order by n;

insert into raw.addresses
select document_id, md5_number_lower('http://' || source_id || '.example/' || n) from drawn order by n;

insert into raw.document_numbers
select document_id, n + 1 from drawn order by n;

insert into raw.words by name
select document_id, n::varchar as content_digest, 'title w' || n as title_words,
    list_aggregate(list_transform(range(40), lambda place:
        'w' || cast(floor(pow(200000, pow((hash(n, place, 7) >> 11) / pow(2, 53), 0.8))) as integer)), 'string_agg', ' ') as text_words, document_hash
from drawn order by n;

insert into raw.relevances by name
select document_id, n::varchar as content_digest, incident_id, 0.9 as score, true as is_relevant, ['names it'] as reasons, document_hash
from drawn order by n;

insert into raw.mentions by name
select document_id, n::varchar as content_digest, incident_id,
    ['entity', 'entity', 'topic', 'thread'][1 + (n + part) % 4] as kind,
    'tag-' || cast(floor(60 * pow((hash(n, part, 8) >> 11) / pow(2, 53), 2)) as integer) as tag,
    1 as count, 0 as first_offset, 'evidence' as evidence, document_hash
from drawn, range(3) as parts(part) order by n;

insert into raw.stances by name
select document_id, n::varchar as content_digest, incident_id, 'tag-' || n % 2 as target,
    ['negative', 'neutral', 'positive', 'abstain'][1 + n % 4] as label, 0.7 as confidence, 'evidence' as evidence, document_hash
from drawn order by n;

insert into raw.quotes by name
select document_id, n::varchar as content_digest, incident_id, 'speaker' as speaker, 'tag-' || n % 60 as speaker_tag,
    'said' as verb, 'words ' || coalesce(parent, n) as text, 10 as "offset", n % 2 = 0 as is_direct,
    'words' || coalesce(parent, n) as key, [] as numbers, document_hash
from drawn order by n;

insert into raw.standings by name
select incident_id, document_id, cluster_id,
    md5(coalesce(parent, n)::varchar) as origin_document_id, '' as doubt,
    concat_ws(' ', '00', strftime(midnight + to_minutes(cast(n % 10000 // 12 as integer)), '%Y-%m-%dT%H:%M:%S.000000+00:00'),
        strftime(midnight + interval 16 hour, '%Y-%m-%dT%H:%M:%S.000000+00:00'), document_id) as rank,
    source_id, 'title' || n as title_key, case when credit is null then [] else [credit] end as names,
    true as is_printed, false as is_refused, document_hash,
    md5_number_lower(concat_ws(' ', incident_id, cluster_id)) as story_number,
    md5_number_lower(concat_ws(' ', incident_id, 'title' || n)) as title_number,
    md5_number_lower(concat_ws(' ', incident_id, source_id)) as outlet_number
from drawn order by n;

insert into raw.lineage by name
select incident_id, document_id as child_document_id, md5(parent::varchar) as parent_document_id, 'text' as kind,
    0.86 as confidence, '90% of its words stand there' as evidence, n % 10000 // 12 - parent % 10000 // 12 as lag_minutes,
    true as is_copy, false as is_contradicted, false as is_backward,
    document_hash as child_hash, md5_number_lower(md5(parent::varchar)) as parent_hash
from drawn where parent is not null order by n;

insert into raw.overlaps by name
select (hash(parent) >> 1)::bigint as left_key, (hash(n) >> 1)::bigint as right_key,
    md5(parent::varchar) as left_document_id, document_id as right_document_id, 90 as shared, 100 as left_size, 100 as right_size,
    md5_number_lower(md5(parent::varchar)) as left_hash, document_hash as right_hash
from drawn where parent is not null order by n;

insert into raw.sightings by name
select 'http://' || source_id || '.example/' || n as url, document_id, source_id, 'title ' || n as title,
    case when n % 5 = 0 then 'search' else 'rss' end as via, 'http://' || source_id || '.example/feed' as found_on, '' as summary,
    midnight + interval 16 hour as first_seen_at, midnight + interval 40 hour as last_seen_at
from drawn order by n;

insert into raw.fates by name
select 'http://' || source_id || '.example/' || n as url, source_id,
    'run-' || lpad((day + later)::varchar, 4, '0') as run_id,
    case later when 0 then 'fetched' when 1 then 'known' else 'not_modified' end as outcome, '' as detail,
    case later when 0 then 200 when 3 then 304 end as http_status,
    midnight + to_hours(cast(16 + 24 * later as integer)) as "at", 'page' as role, 'W/"' || n || '"' as etag
from drawn, unnest([0, 1, 3]) as looks(later)
where later < 3 or n % 10 = 0
order by day + later, n;

insert into raw.fates by name
select 'http://s' || source || '.example/feed' as url, 's' || source as source_id, 'run-' || lpad(day::varchar, 4, '0') as run_id,
    'fetched' as outcome, '' as detail, 200 as http_status, midnight + interval 16 hour as "at", 'discovery' as role
from (select distinct day, midnight from drawn), range(300) as sources(source)
order by day, source;

insert into raw.link_counts by name
select 'run-' || lpad(day::varchar, 4, '0') as run_id, 's' || source as source_id, 'http://s' || source || '.example/feed' as found_on, 'rss' as via,
    midnight + interval 16 hour as seen_at, 66 as link_count
from (select distinct day, midnight from drawn), range(300) as sources(source)
order by day, source;

insert into raw.runs by name
select 'run-' || lpad(day::varchar, 4, '0') as run_id, 'daily' as kind, midnight + interval 16 hour as as_of,
    midnight + interval 16 hour as started_at, midnight + interval 17 hour as finished_at, 'completed' as state,
    list_transform(range(20), lambda n: 'incident-' || n) as incident_ids,
    list_transform(range(300), lambda n: 's' || n) as source_ids
from (select distinct day, midnight from drawn) order by day;

insert into raw.sketches by name
select n as version_number, (hash(n) >> 1)::bigint as version_key, document_id, n::varchar as content_digest, [] as days,
    list_transform(range(59), lambda place: least(
        hash(n, place, 1), hash(n, place, 2), hash(n, place, 3), hash(n, place, 4)
    ) >> 32) as fingerprints, document_hash
from drawn order by n;

insert into raw.compared
select n, (hash(n) >> 1)::bigint, 59, n from drawn order by n;
"""


def live_through(live: LiveWarehouse, count: int) -> None:
    """Fill an empty database with a history of so many articles, related, and make its marts."""
    _run(live, CONFIGURATION)
    for first in range(0, count, PORTION):
        live.connection.execute("begin")
        _run(live, DRAWN, {"first": first, "end": min(count, first + PORTION)})
        _run(live, ROWS)
        live.connection.execute("commit")
    live.connection.execute("drop table drawn")
    files = PostingFiles(live.path, [])
    for first in range(0, count, PORTION):
        numbers = {"first": first, "end": min(count, first + PORTION)}
        postings = live.columns("relating", "postings_of", numbers)["posting"]
        note_postings(live, files, np.sort(postings), numbers["end"])
    files.sweep()
    live.rows("relating", "settle")
    live.make_marts()
    live.connection.execute("checkpoint")


def document_id_of(number: int) -> str:
    return md5(str(number).encode(), usedforsecurity=False).hexdigest()


def source_of(number: int) -> str:
    return f"s{int(SOURCES * (number * 2654435761 % 2**32 / 2**32) ** 2)}"


def address_of(number: int) -> str:
    return f"http://{source_of(number)}.example/{number}"


def _run(live: LiveWarehouse, sql: str, values: dict[str, int] | None = None) -> None:
    for statement in live.connection.extract_statements(sql):
        wanted = statement.named_parameters
        live.connection.execute(statement, values if wanted else None)
