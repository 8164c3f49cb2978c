-- What are the newest articles about an incident?
-- Grain: one row per article, newest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

latest as (
    select
        published_at,
        source_name,
        title,
        is_origin,
        status,
        url
    from published
)

select * from latest
order by published_at desc, url
limit 50;
