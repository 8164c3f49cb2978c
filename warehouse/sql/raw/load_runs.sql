-- Load a batch of runs: the newest row replaces the former.
-- Grain: one row per run_id.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.runs
limit 0;

copy batch from $file (format json);

delete from raw.runs
using batch
where runs.run_id = batch.run_id;

insert into raw.runs by name
select distinct on (run_id) *
from batch;
