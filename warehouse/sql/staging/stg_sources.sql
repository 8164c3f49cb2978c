-- What is in raw.sources?
-- Grain: one row per source, as last configured.
select * from raw.sources;
