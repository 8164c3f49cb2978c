-- What is in raw.revisions?
-- Grain: one row per pair of neighbouring states of a page, with what changed between them.
select * from raw.revisions;
