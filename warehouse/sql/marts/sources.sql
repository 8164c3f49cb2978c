-- Which sources does the warehouse know?
-- Grain: one row per source.
select * from stg_sources
order by source_id;
