-- By which sources was every story copied on a day?
-- `story_number` is a hash of cluster_id, compared much faster than text.
-- Grain: one row per incident, day of its calendar, story and source.
-- Kept: by incident_id, day of touched.days.
with copy_days as (
    select
        incident_id,
        published_on as day,
        md5_number_lower(cluster_id) as story_number,
        source_id,
        count(*) as copies,
        min(published_at) as first_at,
        max(published_at) as last_at
    from coverage
    where not is_origin
        and published_on is not null
    group by incident_id, published_on, story_number, source_id
)

select * from copy_days
order by incident_id, day, story_number, source_id;
