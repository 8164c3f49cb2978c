-- Which texts stand in some rows?
-- Grain: one row per row of raw.documents.
-- Parameters: $rows text, a JSON list of integers.
select
    documents.document_id,
    documents.content_digest,
    documents.text
from raw.documents
inner join (select unnest(from_json($rows, '["BIGINT"]')) as document_row) as wanted
    on wanted.document_row = documents.rowid;
