-- Load a batch of sources: the newest row replaces the former.
-- Grain: one row per source_id.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.sources
limit 0;

copy batch from $file (format json);

create or replace temp table batch_edits as
select * from batch
except
select * from raw.sources;

insert into touched.everything
select 'sources were edited'
from batch_edits
limit 1;

insert into touched.all_articles
select 'sources were edited'
from batch_edits
limit 1;

delete from raw.sources
using batch
where sources.source_id = batch.source_id;

insert into raw.sources by name
select distinct on (source_id) *
from batch;
