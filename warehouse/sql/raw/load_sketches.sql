-- Load a batch of sketches: what is there already stays.
-- Grain: one row per version of a document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * exclude (version_number)
from raw.sketches
limit 0;

copy batch from $file (format json);

update batch
set document_hash = md5_number_lower(document_id);

insert into raw.sketches by name
select
    batch.*,
    row_number() over (order by batch.rowid) - 1
        + (select coalesce(max(version_number) + 1, 0) from raw.sketches) as version_number
from batch
anti join raw.sketches using (version_key)
where batch.rowid in (select min(rowid) from batch group by version_key)
order by version_number;
