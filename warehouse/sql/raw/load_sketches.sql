-- Load a batch of sketches: what is there already stays.
-- Grain: one row per version of a document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.sketches
limit 0;

copy batch from $file (format json);

insert into raw.sketches by name
select batch.*
from batch
anti join raw.sketches using (version_key)
where batch.rowid in (select min(rowid) from batch group by version_key);
