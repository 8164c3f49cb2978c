-- What is in raw.mentions?
-- Grain: one row per version of a document, incident and tag.
select * from raw.mentions;
