-- How much was published about every incident on every day?
-- Grain: one row per incident and day of its calendar with coverage.
-- Kept: by incident_id, day of touched.days.
with incident_days as (
    select
        incident_id,
        published_on as day,
        count(*) as articles,
        count(distinct cluster_id) as stories,
        count(*) filter (where is_origin) as origins
    from coverage
    where published_on is not null
    group by incident_id, published_on
)

select * from incident_days
order by incident_id, day;
