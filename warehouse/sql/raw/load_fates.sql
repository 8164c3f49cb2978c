-- Load a batch of fates: what is there already stays, so that a URL has one fate in a run.
-- Grain: one row per URL, source and run.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.fates
limit 0;

copy batch from $file (format json);

insert into raw.fates by name
select distinct on (url, source_id, run_id) batch.*
from batch
anti join raw.fates using (url, source_id, run_id);
