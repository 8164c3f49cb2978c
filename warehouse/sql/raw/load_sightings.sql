-- Load a batch of sightings: a link keeps its first title and the span over which it was seen, and every
-- page of links keeps how many it showed in a run.
-- Grain: one row per link and source; one row per page of links and run.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch (
    url varchar,
    document_id varchar,
    source_id varchar,
    title varchar,
    seen_at timestamptz,
    via varchar,
    run_id varchar,
    found_on varchar,
    published_at timestamptz,
    summary varchar
);

copy batch from $file (format json);

create or replace temp table batch_links as
select
    url,
    source_id,
    any_value(document_id) as document_id,
    arg_min(title, seen_at) as title,
    arg_min(via, seen_at) as via,
    arg_min(found_on, seen_at) as found_on,
    arg_min(summary, seen_at) as summary,
    arg_min(published_at, seen_at) as published_at,
    min(seen_at) as first_seen_at,
    max(seen_at) as last_seen_at
from batch
group by url, source_id;

create or replace temp table batch_former_rows as
select sightings.rowid as former_row
from raw.sightings
semi join batch_links using (source_id, url)
where sightings.rowid >= 0;

create or replace temp table batch_former as
select *
from raw.sightings
where rowid in (select former_row from batch_former_rows);

-- A link that was seen before is news only if it was seen earlier than was known.
create or replace temp table batch_news as
select
    batch_links.source_id,
    batch_links.document_id,
    coalesce(sources.timezone, 'UTC') as timezone,
    batch_links.first_seen_at,
    batch_former.first_seen_at as former_at
from batch_links
left join batch_former using (source_id, url)
left join raw.sources using (source_id)
where batch_former.first_seen_at is null
    or batch_former.first_seen_at >= batch_links.first_seen_at;

insert into touched.documents
select distinct document_id
from batch_news;

insert into touched.link_days
select distinct
    source_id,
    cast(timezone(timezone, seen_at) as date)
from (
    select
        source_id,
        timezone,
        unnest([first_seen_at, former_at]) as seen_at
    from batch_news
)
where seen_at is not null;

insert into batch_links by name
select * from batch_former;

delete from raw.sightings
where rowid in (select former_row from batch_former_rows);

insert into raw.sightings by name
select
    url,
    source_id,
    any_value(document_id) as document_id,
    arg_min(title, first_seen_at) as title,
    arg_min(via, first_seen_at) as via,
    arg_min(found_on, first_seen_at) as found_on,
    arg_min(summary, first_seen_at) as summary,
    arg_min(published_at, first_seen_at) as published_at,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at
from batch_links
group by url, source_id;

create or replace temp table batch_counts as
select
    run_id,
    source_id,
    found_on,
    min(via) as via,
    min(seen_at) as seen_at,
    count(distinct url) as link_count
from batch
group by run_id, source_id, found_on;

insert into raw.link_counts by name
select batch_counts.*
from batch_counts
anti join raw.link_counts using (run_id, source_id, found_on);
