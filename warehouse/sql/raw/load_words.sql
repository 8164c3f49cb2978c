-- Load a batch of words: what is there already is replaced, for the way of cutting may have changed.
-- Grain: one row per version of a document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.words
limit 0;

copy batch from $file (format json);

delete from raw.words
using batch
where words.document_id = batch.document_id
    and words.content_digest = batch.content_digest;

insert into raw.words by name
select distinct on (document_id, content_digest) *
from batch;
