-- Where do the wanted articles of an incident stand so far?
-- Grain: one row per document.
-- Parameters: $incident text.
select
    document_id,
    cluster_id,
    doubt,
    rank,
    source_id
from raw.standings
semi join wanted using (document_id)
where incident_id = $incident;
