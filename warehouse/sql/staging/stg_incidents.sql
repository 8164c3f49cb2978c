-- What is in raw.incidents?
-- Grain: one row per incident, as last configured.
select * from raw.incidents;
