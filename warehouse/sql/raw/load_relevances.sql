-- Load a batch of relevances: the newest judgement of a version replaces the former.
-- Grain: one row per version of a document and incident.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.relevances
limit 0;

copy batch from $file (format json);

delete from raw.relevances
using batch
where relevances.document_id = batch.document_id
    and relevances.content_digest = batch.content_digest
    and relevances.incident_id = batch.incident_id;

insert into raw.relevances by name
select distinct on (document_id, content_digest, incident_id) *
from batch;
