-- The part of the raw tables from which the touched rows of the marts follow, as tables of the database `part`.
-- Rows are found by their numbers: a semi join of all columns would read them for every row of the raw table. The
-- condition that all rows fulfil makes DuckDB read through a Bloom filter.
-- Grain: no rows.
create table part.raw.sources as
select * from raw.sources;

create table part.raw.incidents as
select * from raw.incidents;

create table part.raw.tags as
select * from raw.tags;

create table part.raw.runs as
select * from raw.runs;

create table part.raw.link_counts as
select * from raw.link_counts
limit 0;

create table part.raw.document_numbers as
select *
from raw.document_numbers
semi join touched.documents using (document_id);

create table part.raw.moves as
select * from raw.moves;

create table part.raw.documents as
select *
from raw.documents
where rowid in (
    select documents.rowid
    from raw.documents
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.words as
select *
from raw.words
where rowid in (
    select words.rowid
    from raw.words
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.relevances as
select *
from raw.relevances
where rowid in (
    select relevances.rowid
    from raw.relevances
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.mentions as
select *
from raw.mentions
where rowid in (
    select mentions.rowid
    from raw.mentions
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.stances as
select *
from raw.stances
where rowid in (
    select stances.rowid
    from raw.stances
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.quotes as
select *
from raw.quotes
where rowid in (
    select quotes.rowid
    from raw.quotes
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.standings as
select *
from raw.standings
where rowid in (
    select standings.rowid
    from raw.standings
    semi join touched.document_hashes using (document_hash)
);

create table part.raw.revisions as
select *
from raw.revisions
semi join touched.documents using (document_id);

create table part.raw.lineage as
select lineage.*
from raw.lineage
semi join touched.claims using (incident_id, child_document_id);

create table part.raw.fates as
select *
from raw.fates
semi join touched.urls using (url)
union
select *
from raw.fates
semi join touched.requests using (run_id, source_id);

-- Of a page that redirects, what it leads to counts too.
create table part.raw.rejections as
select *
from raw.rejections
where url in (
    select url
    from touched.urls
    union all
    select regexp_extract(detail, 'redirected to ([^; ]+)', 1)
    from part.raw.fates
    where starts_with(detail, 'redirected to ')
);

set variable first_at = (
    select cast(min(seen_on) - 1 as timestamptz)
    from touched.link_days
);

create table part.raw.sightings as
select *
from raw.sightings
semi join touched.documents using (document_id)
union
select sightings.*
from raw.sightings
left join raw.sources using (source_id)
where sightings.first_seen_at >= getvariable('first_at')
    and (
        sightings.source_id,
        cast(timezone(coalesce(sources.timezone, 'UTC'), sightings.first_seen_at) as date)
    ) in (select (source_id, seen_on) from touched.link_days);
