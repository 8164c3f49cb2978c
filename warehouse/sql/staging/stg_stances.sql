-- What is in raw.stances?
-- Grain: one row per version of a document, incident and target.
select * from raw.stances;
