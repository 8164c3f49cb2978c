-- Which rows of raw.fates share a key? Each row returned is a key that was loaded more than once.
-- Grain: one row per key.
select
    url,
    source_id,
    run_id,
    count(*) as row_count
from raw.fates
group by all
having count(*) > 1;
