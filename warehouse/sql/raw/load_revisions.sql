-- Load a batch of revisions: what is there already stays.
-- Grain: one row per pair of neighbouring states of a page.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.revisions
limit 0;

copy batch from $file (format json);

create or replace temp table batch_revisions as
select distinct on (document_id, before_key, after_key) batch.*
from batch
anti join raw.revisions using (document_id, before_key, after_key);

insert into raw.revisions by name
select * from batch_revisions;

insert into touched.documents
select distinct document_id
from batch_revisions;
