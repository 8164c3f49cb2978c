-- What do the newest documents say? For judging them anew.
-- Grain: one row per document, the newest first.
-- Parameters: $most integer.
select
    document_id,
    url,
    source_id,
    title,
    text,
    published_at,
    language,
    fetched_at,
    content_digest
from staging.stg_documents
order by fetched_at desc, document_id
limit $most;
