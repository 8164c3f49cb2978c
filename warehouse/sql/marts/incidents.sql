-- Which incidents does the warehouse know?
-- Grain: one row per incident.
select * from stg_incidents
order by incident_id;
