-- Where was a URL seen?
-- Grain: one row per source.
-- Parameters: $url text, $canonical text.
select *
from staging.stg_sightings
where url in ($url, $canonical)
order by first_seen_at, source_id;
