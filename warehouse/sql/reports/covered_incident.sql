-- What is the incident called, and what is its calendar?
-- Grain: one row.
-- Parameters: $incident text.
select * from incidents
where incident_id = $incident;
