-- Which rows of raw.documents share a key? Each row returned is a key that was loaded more than once.
-- Grain: one row per key.
select
    document_id,
    url,
    fetched_at,
    content_digest,
    count(*) as row_count
from raw.documents
group by all
having count(*) > 1;
