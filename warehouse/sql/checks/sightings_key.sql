-- Which rows of raw.sightings share a key? Each row returned is a key that was loaded more than once.
-- Grain: one row per key.
select
    source_id,
    url,
    count(*) as row_count
from raw.sightings
group by all
having count(*) > 1;
