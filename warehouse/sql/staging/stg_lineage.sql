-- What is in raw.lineage?
-- Grain: one row per claim of a document and another one that it was had of.
select * from raw.lineage;
