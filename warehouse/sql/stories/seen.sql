-- Where was an article seen?
-- Grain: one row per source and address.
-- Parameters: $urls list of text, its addresses.
select *
from staging.stg_sightings
where url in (select unnest($urls))
order by first_seen_at, source_id, url;
