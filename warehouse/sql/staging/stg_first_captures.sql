-- When was every document fetched first?
-- Grain: one row per document.
select
    document_id,
    min(fetched_at) as first_seen_at
from raw.documents
group by document_id;
