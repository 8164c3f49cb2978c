-- Load a batch of sources: the newest row replaces the former.
-- Grain: one row per source_id.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.sources
limit 0;

copy batch from $file (format json);

insert into touched.everything
select distinct 'sources were edited'
from (
    select * from batch
    except
    select * from raw.sources
);

delete from raw.sources
using batch
where sources.source_id = batch.source_id;

insert into raw.sources by name
select distinct on (source_id) *
from batch;
