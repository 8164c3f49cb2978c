-- What is in raw.link_counts?
-- Grain: one row per page of links and run.
select * from raw.link_counts;
