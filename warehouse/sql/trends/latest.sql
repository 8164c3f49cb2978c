-- What are the newest articles about an incident?
-- Grain: one row per article, newest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with days as (
    select
        day,
        sum(articles) over (order by day desc) as articles_since
    from incident_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

-- The days that hold the newest fifty and no more.
borders as (
    select
        coalesce(max(day) filter (where articles_since >= 50), min(day)) as first_day,
        max(day) as last_day
    from days
),

latest as (
    select
        coverage.published_at,
        coverage.source_name,
        coverage.title,
        coverage.is_origin,
        coverage.status,
        coverage.url
    from coverage
    cross join borders
    where coverage.incident_id = $incident
        and coverage.published_on between borders.first_day and borders.last_day
)

select * from latest
order by published_at desc, url
limit 50;
