-- Which entities, topics and threads does an incident follow?
-- Grain: one row per tag of an incident.
select * from stg_tags
order by incident_id, kind, tag;
