-- Which runs does the warehouse know?
-- Grain: one row per run.
select * from stg_runs
order by run_id;
