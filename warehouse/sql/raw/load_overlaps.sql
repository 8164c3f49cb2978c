-- Load a batch of overlaps: what is there already stays.
-- Grain: one row per pair of versions.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.overlaps
limit 0;

copy batch from $file (format json);

update batch
set
    left_hash = md5_number_lower(left_document_id),
    right_hash = md5_number_lower(right_document_id);

insert into raw.overlaps by name
select distinct on (left_key, right_key) batch.*
from batch
anti join raw.overlaps using (left_key, right_key);
