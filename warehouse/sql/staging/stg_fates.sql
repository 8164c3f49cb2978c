-- How did every request end? (`at` is a reserved word in DuckDB, hence the new name.) `target` is where it
-- was redirected to; null: nowhere.
-- Grain: one row per URL, source and run.
select
    * exclude ("at"),
    "at" as ended_at,
    nullif(regexp_extract(detail, '^redirected to ([^; ]+)', 1), '') as target
from raw.fates;
