-- How did every request for a URL end?
-- Grain: one row per source and run.
-- Parameters: $url text, $canonical text.
select *
from fetches
where url in ($url, $canonical)
order by ended_at, source_id;
