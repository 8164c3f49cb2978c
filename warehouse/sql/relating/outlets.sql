-- By which names are outlets credited?
-- Grain: one row per source.
select
    source_id,
    name
from stg_sources;
