-- Load a batch of documents: what is there already stays.
-- Grain: one row per captured version of a document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.documents
limit 0;

copy batch from $file (format json);

insert into raw.documents by name
select distinct on (document_id, url, fetched_at, content_digest) batch.*
from batch
anti join raw.documents using (document_id, url, fetched_at, content_digest);
