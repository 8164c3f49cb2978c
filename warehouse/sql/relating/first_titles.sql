-- Which articles are the first of their headline, the wanted ones left out?
-- Grain: one row per headline.
-- Parameters: $incident text, $titles text, a JSON list of folded headlines.
select
    title_key,
    arg_min(document_id, rank) as document_id,
    min(rank) as rank
from raw.standings
anti join wanted using (document_id)
where incident_id = $incident
    and title_key in (select unnest(from_json($titles, '["varchar"]')))
group by title_key;
