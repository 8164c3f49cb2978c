-- Load a batch of quotes: those of a judged version replace all that it had before. Runs after
-- load_relevances.sql, whose rows name the versions that were judged.
-- Grain: one row per version of a document, incident and reported utterance.
-- Parameters: $file text, a file of JSON lines.
delete from raw.quotes
using batch_judged
where quotes.document_hash = batch_judged.document_hash
    and quotes.content_digest = batch_judged.content_digest
    and quotes.incident_id = batch_judged.incident_id;

create or replace temp table batch_quotes as
select * from raw.quotes
limit 0;

copy batch_quotes from $file (format json);

update batch_quotes
set document_hash = md5_number_lower(document_id);

insert into raw.quotes by name
select distinct on (document_id, content_digest, incident_id, "offset") *
from batch_quotes;
