-- Load a batch of incidents: the newest row replaces the former.
-- Grain: one row per incident_id.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.incidents
limit 0;

copy batch from $file (format json);

create or replace temp table batch_edits as
select * from batch
except
select * from raw.incidents;

insert into touched.everything
select 'incidents were edited'
from batch_edits
limit 1;

insert into touched.all_articles
select 'incidents were edited'
from batch_edits
limit 1;

delete from raw.incidents
using batch
where incidents.incident_id = batch.incident_id;

insert into raw.incidents by name
select distinct on (incident_id) *
from batch;
