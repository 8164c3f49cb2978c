-- Load a batch of landing_files: the newest row replaces the former.
-- Grain: one row per file.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.landing_files
limit 0;

copy batch from $file (format json);

delete from raw.landing_files
using batch
where landing_files.file = batch.file;

insert into raw.landing_files by name
select distinct on (file) *
from batch;
