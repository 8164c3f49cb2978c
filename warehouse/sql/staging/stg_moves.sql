-- Which documents stand at another address now?
-- Grain: one row per document that has moved.
select * from raw.moves;
