-- Load a batch of documents: what is there already stays.
-- Only captures of the same time can be equal ones, so no others are looked at.
-- Grain: one row per captured version of a document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.documents
limit 0;

copy batch from $file (format json);

update batch
set document_hash = md5_number_lower(document_id);

set variable first_at = (select min(fetched_at) from batch);

set variable last_at = (select max(fetched_at) from batch);

create or replace temp table batch_captures as
select distinct on (document_id, url, fetched_at, content_digest) batch.*
from batch
anti join (
    select
        document_id,
        url,
        fetched_at,
        content_digest
    from raw.documents
    where fetched_at between getvariable('first_at') and getvariable('last_at')
) as loaded using (document_id, url, fetched_at, content_digest);

create or replace temp table known_versions as
select distinct
    document_hash,
    content_digest
from raw.documents
where rowid in (
    select documents.rowid
    from raw.documents
    semi join batch_captures using (document_hash)
    where documents.rowid >= 0
);

create or replace temp table batch_unnumbered as
select distinct document_id
from batch_captures
anti join known_versions using (document_hash);

-- Words stay where they are unless a document shows others than it did.
insert into touched.texts
select document_id
from batch_unnumbered
union all
select distinct batch_captures.document_id
from batch_captures
inner join known_versions
    on known_versions.document_hash = batch_captures.document_hash
    and known_versions.content_digest <> batch_captures.content_digest;

insert into raw.document_numbers
select
    document_id,
    row_number() over (order by document_id)
        + (select coalesce(max(document_number), 0) from raw.document_numbers)
from batch_unnumbered;

create or replace temp table batch_addresses as
select distinct
    document_id,
    md5_number_lower(unnest([url, canonical_url])) as url_number
from batch_captures;

insert into raw.addresses by name
select *
from batch_addresses
anti join (
    select *
    from raw.addresses
    where rowid in (
        select addresses.rowid
        from raw.addresses
        semi join batch_addresses using (url_number)
        where addresses.rowid >= 0
    )
) as known using (document_id, url_number);

insert into raw.documents by name
select *
from batch_captures
order by fetched_at;

insert into touched.documents
select distinct document_id
from batch_captures;

insert into touched.articles
select distinct document_id
from batch_captures;
