-- Load a batch of rejections: what is there already stays.
-- Grain: one row per rejected page.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.rejections
limit 0;

copy batch from $file (format json);

set variable first_at = (select min(fetched_at) from batch);

set variable last_at = (select max(fetched_at) from batch);

create or replace temp table batch_rejections as
select distinct on (url, fetched_at, capture_digest) batch.*
from batch
anti join (
    select
        url,
        fetched_at,
        capture_digest
    from raw.rejections
    where fetched_at between getvariable('first_at') and getvariable('last_at')
) as loaded using (url, fetched_at, capture_digest);

insert into raw.rejections by name
select * from batch_rejections;

insert into touched.looks
select distinct url
from batch_rejections;
