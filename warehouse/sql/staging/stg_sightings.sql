-- What is in raw.sightings?
-- Grain: one row per link and source, with the span over which it was seen.
select * from raw.sightings;
