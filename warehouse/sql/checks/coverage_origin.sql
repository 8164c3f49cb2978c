-- Which clusters have not exactly one origin? Each row returned is a cluster that would be counted wrongly.
-- Grain: one row per incident and cluster.
select
    incident_id,
    cluster_id,
    count(*) filter (where is_origin) as origin_count
from coverage
group by all
having count(*) filter (where is_origin) <> 1;
