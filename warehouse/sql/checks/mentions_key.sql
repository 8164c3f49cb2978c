-- Which rows of raw.mentions share a key? Each row returned is a key that was loaded more than once.
-- Grain: one row per key.
select
    document_id,
    content_digest,
    incident_id,
    kind,
    tag,
    count(*) as row_count
from raw.mentions
group by all
having count(*) > 1;
