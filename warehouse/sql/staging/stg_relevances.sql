-- What is in raw.relevances?
-- Grain: one row per version of a document and incident.
select * from raw.relevances;
