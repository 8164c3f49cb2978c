-- What is in raw.quotes?
-- Grain: one row per version of a document, incident and reported utterance.
select * from raw.quotes;
