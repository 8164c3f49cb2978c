-- Which articles do the incidents have, or had when they were related last?
-- Grain: one row per incident and document.
select
    incident_id,
    document_id
from raw.relevances
semi join asking using (incident_id)
where is_relevant
union
select
    incident_id,
    document_id
from raw.standings
semi join asking using (incident_id);
