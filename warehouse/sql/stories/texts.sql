-- What do these documents say?
-- Grain: one row per document.
-- Parameters: $documents text.
select
    document_id,
    text
from staging.stg_documents
where list_contains($documents, document_id);
