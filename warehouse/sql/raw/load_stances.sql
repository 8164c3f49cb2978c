-- Load a batch of stances: those of a judged version replace all that it had before. Runs after
-- load_relevances.sql, whose rows name the versions that were judged.
-- Grain: one row per version of a document, incident and target.
-- Parameters: $file text, a file of JSON lines.
delete from raw.stances
using batch_judged
where stances.document_hash = batch_judged.document_hash
    and stances.content_digest = batch_judged.content_digest
    and stances.incident_id = batch_judged.incident_id;

create or replace temp table batch_stances as
select * from raw.stances
limit 0;

copy batch_stances from $file (format json);

update batch_stances
set document_hash = md5_number_lower(document_id);

insert into raw.stances by name
select distinct on (document_id, content_digest, incident_id, target) *
from batch_stances;
