-- What do these documents say now, headline and text?
-- Grain: one row per document.
-- Parameters: $ids list of document ids.
select
    document_id,
    title || chr(10) || text as text
from stg_documents
where document_id in (select unnest($ids));
