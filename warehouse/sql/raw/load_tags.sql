-- Load the tags of incidents: those of an incident replace all that it had before.
-- Grain: one row per tag of an incident.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.tags
limit 0;

copy batch from $file (format json);

insert into touched.everything
select distinct 'tags were edited'
from (
    (select * from batch except select * from raw.tags)
    union all
    (select tags.* from raw.tags semi join batch using (incident_id) except select * from batch)
);

delete from raw.tags
using batch
where tags.incident_id = batch.incident_id;

insert into raw.tags by name
select distinct on (incident_id, kind, tag) *
from batch;
