-- How many articles of every incident were related so far, and is all to be related anew?
-- Grain: one row per incident.
select
    incidents.incident_id,
    count(standings.document_id) as articles,
    exists (select 1 from touched.all_articles) as is_all
from raw.incidents
left join raw.standings using (incident_id)
group by incidents.incident_id
order by incidents.incident_id;
