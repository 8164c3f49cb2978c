-- Where do the landed pages lie that documents were read from?
-- Grain: one row per captured version of a document.
select
    document_id,
    url,
    fetched_at,
    content_digest,
    run_id,
    capture_file,
    capture_offset,
    capture_digest
from raw.documents;
