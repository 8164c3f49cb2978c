-- Which names of outlets do the articles of the incidents print?
-- Grain: one row per incident and name.
select distinct
    incident_id,
    unnest(names) as name
from raw.standings
semi join asking using (incident_id)
where len(names) > 0;
