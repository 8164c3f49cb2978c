-- Load what is known of runs: a run keeps the time it was first begun and takes its newest state.
-- Grain: one row per run.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch (
    run_id varchar,
    kind varchar,
    as_of timestamptz,
    state varchar,
    incident_ids varchar[],
    source_ids varchar[],
    "at" timestamptz
);

copy batch from $file (format json);

create or replace temp table batch_runs as
select
    batch.run_id,
    batch.kind,
    batch.as_of,
    coalesce(runs.started_at, batch."at") as started_at,
    case when batch.state = 'running' then runs.finished_at else batch."at" end as finished_at,
    batch.state,
    batch.incident_ids,
    batch.source_ids
from batch
left join raw.runs using (run_id);

delete from raw.runs
using batch_runs
where runs.run_id = batch_runs.run_id;

insert into raw.runs by name
select * from batch_runs;
