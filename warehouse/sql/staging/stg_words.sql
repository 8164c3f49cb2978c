-- What is in raw.words?
-- Grain: one row per version of a document.
select * from raw.words;
