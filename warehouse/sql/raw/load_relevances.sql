-- Load a batch of relevances: the newest judgement of a version replaces the former.
-- Grain: one row per version of a document and incident.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.relevances
limit 0;

copy batch from $file (format json);

update batch
set document_hash = md5_number_lower(document_id);

-- Those that were judged before; mostly none, and then nothing is looked through.
create or replace temp table batch_judged as
select
    document_hash,
    content_digest,
    incident_id
from raw.relevances
semi join batch using (document_hash, content_digest, incident_id);

delete from raw.relevances
using batch_judged
where relevances.document_hash = batch_judged.document_hash
    and relevances.content_digest = batch_judged.content_digest
    and relevances.incident_id = batch_judged.incident_id;

insert into raw.relevances by name
select distinct on (document_id, content_digest, incident_id) *
from batch;

insert into touched.documents
select distinct document_id
from batch;

insert into touched.articles
select distinct document_id
from batch;
