-- How many articles of every incident were related so far, and is all to be related anew?
-- Grain: one row per incident.
with sizes as (
    select
        incident_id,
        count(*) as articles
    from raw.standings
    group by incident_id
)

select
    incidents.incident_id,
    coalesce(sizes.articles, 0) as articles,
    exists (select 1 from touched.all_articles) as is_all
from raw.incidents
left join sizes using (incident_id)
order by incidents.incident_id;
