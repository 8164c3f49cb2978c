-- What is in raw.tags?
-- Grain: one row per tag of an incident, as last configured.
select * from raw.tags;
