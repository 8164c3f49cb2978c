-- Which documents share text with the wanted ones, are mirrors of them, or mirrored by them?
-- Grain: one row per incident and document.
select
    wanted.incident_id,
    pair.right_document_id as document_id
from raw.overlaps as pair
inner join wanted on wanted.document_hash = pair.left_hash
union
select
    wanted.incident_id,
    pair.left_document_id
from raw.overlaps as pair
inner join wanted on wanted.document_hash = pair.right_hash
union
select
    standings.incident_id,
    standings.document_id
from raw.standings
semi join wanted
    on wanted.incident_id = standings.incident_id
    and wanted.document_id = standings.mirror_of_id
where standings.mirror_of_id is not null
union
select
    incident_id,
    mirror_of_id
from raw.standings
semi join wanted using (incident_id, document_hash)
where mirror_of_id is not null;
