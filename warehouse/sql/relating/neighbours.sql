-- Which documents share text with the wanted ones, are mirrors of them, or mirrored by them?
-- Grain: one row per document.
-- Parameters: $incident text.
select right_document_id as document_id
from raw.overlaps
where left_document_id in (select document_id from wanted)
union
select left_document_id
from raw.overlaps
where right_document_id in (select document_id from wanted)
union
select document_id
from raw.standings
semi join wanted on wanted.document_id = standings.mirror_of_id
where incident_id = $incident
union
select mirror_of_id
from raw.standings
semi join wanted using (document_id)
where incident_id = $incident
    and mirror_of_id is not null;
