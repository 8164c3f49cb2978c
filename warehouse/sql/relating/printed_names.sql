-- Which names of outlets do the articles of an incident print?
-- Grain: one row per name.
-- Parameters: $incident text.
select distinct unnest(names) as name
from raw.standings
where incident_id = $incident;
