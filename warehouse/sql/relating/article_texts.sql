-- What do these documents say now, headline and text?
-- Grain: one row per document.
-- Parameters: $ids text, a JSON list of document ids: DuckDB binds the values of a list at 50 us each.
select
    document_id,
    title || chr(10) || text as text
from stg_documents
where document_id in (select unnest(from_json($ids, '["varchar"]')));
