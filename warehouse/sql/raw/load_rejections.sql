-- Load a batch of rejections: what is there already stays.
-- Grain: one row per rejected page.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.rejections
limit 0;

copy batch from $file (format json);

insert into raw.rejections by name
select distinct on (url, fetched_at, capture_digest) batch.*
from batch
anti join raw.rejections using (url, fetched_at, capture_digest);
