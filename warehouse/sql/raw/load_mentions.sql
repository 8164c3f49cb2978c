-- Load a batch of mentions: those of a judged version replace all that it had before. Runs after
-- load_relevances.sql, whose rows name the versions that were judged.
-- Grain: one row per version of a document, incident and tag.
-- Parameters: $file text, a file of JSON lines.
delete from raw.mentions
using batch_judged
where mentions.document_hash = batch_judged.document_hash
    and mentions.content_digest = batch_judged.content_digest
    and mentions.incident_id = batch_judged.incident_id;

create or replace temp table batch_mentions as
select * from raw.mentions
limit 0;

copy batch_mentions from $file (format json);

update batch_mentions
set document_hash = md5_number_lower(document_id);

insert into raw.mentions by name
select distinct on (document_id, content_digest, incident_id, kind, tag) *
from batch_mentions;
