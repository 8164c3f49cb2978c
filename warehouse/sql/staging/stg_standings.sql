-- What is in raw.standings?
-- Grain: one row per relevant document and incident.
select * from raw.standings;
