-- How did every request for an article end? That another of its addresses is known goes without saying.
-- Grain: one row per source, address and run.
-- Parameters: $url text, $urls list of text, its addresses.
select *
from fetches
where url in (select unnest($urls))
    and (url = $url or outcome <> 'known')
order by ended_at, source_id, url;
