-- What is in raw.runs?
-- Grain: one row per run.
select * from raw.runs;
