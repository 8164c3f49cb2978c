-- Which incidents can be looked at, and how much is there of each?
-- Grain: one row per incident, the one with most coverage first.
select
    incidents.incident_id,
    incidents.title,
    incidents.timezone,
    count(coverage.document_id) as articles,
    count(distinct coverage.cluster_id) as stories,
    max(coverage.published_on) as last_on
from incidents
left join coverage using (incident_id)
group by all
order by articles desc, incidents.incident_id;
