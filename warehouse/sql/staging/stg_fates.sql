-- How did every request end? (`at` is a reserved word in DuckDB, hence the new name.)
-- Grain: one row per URL, source and run.
select
    * exclude ("at"),
    "at" as ended_at
from raw.fates;
