-- Which rows of raw.relevances share a key? Each row returned is a key that was loaded more than once.
-- Grain: one row per key.
select
    document_id,
    content_digest,
    incident_id,
    count(*) as row_count
from raw.relevances
group by all
having count(*) > 1;
