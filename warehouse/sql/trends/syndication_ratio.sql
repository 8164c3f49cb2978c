-- How often was each day's news repeated: articles per story, and the share that is copied?
-- Grain: one row per day of the incident's calendar with coverage.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

syndication_ratio as (
    select
        published_on as day,
        count(*) as articles,
        count(distinct cluster_id) as stories,
        count(*) filter (where is_origin) as origins,
        round(count(*) / count(distinct cluster_id), 3) as articles_per_story,
        round(count(*) filter (where not is_origin) / count(*), 3) as copied_share
    from published
    group by published_on
)

select * from syndication_ratio
order by day;
