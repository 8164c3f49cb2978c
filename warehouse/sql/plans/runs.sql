-- Which runs are recorded? For a database that is built anew.
-- Grain: one row per run.
select
    started_at,
    run_id,
    kind,
    as_of,
    state,
    incident_ids,
    source_ids
from stg_runs
order by started_at, run_id;
