-- How did every request end? `at` must be quoted in DuckDB; `ended_at` says the same.
-- Grain: one row per URL, source and run.
select
    *,
    ended_at as "at"
from stg_fates
order by ended_at, url;
