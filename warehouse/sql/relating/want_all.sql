-- Mean all articles of an incident, and those that were. The next questions read the table `wanted`.
-- Grain: no rows.
-- Parameters: $incident text.
create or replace temp table wanted as
select document_id
from raw.relevances
where incident_id = $incident
    and is_relevant
union
select document_id
from raw.standings
where incident_id = $incident;
