-- Which source could not be had in full on which day, and how?
-- Grain: one row per source and day with a gap.
-- Parameters: $incident text.
select
    completeness.seen_on as day,
    completeness.source_id,
    coalesce(sources.name, completeness.source_id) as source_name,
    completeness.status,
    completeness.expected,
    completeness.fetched,
    completeness.failed
from completeness
cross join incidents
left join sources using (source_id)
where completeness.status <> 'ok'
    and incidents.incident_id = $incident
order by day, completeness.source_id;
