-- How much was published about an incident each day: articles, stories, origins, and their share of all links?
-- Grain: one row per day of the incident's calendar, days without coverage included.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from incident_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

extent as (
    select
        least(min(incidents.started), min(published.day)) as first_day,
        max(published.day) as last_day
    from incidents
    left join published using (incident_id)
    where incidents.incident_id = $incident
),

days as (
    select
        cast(
            unnest(
                generate_series(
                    coalesce($since, first_day), coalesce($until, last_day), interval 1 day
                )
            ) as date
        ) as day
    from extent
),

daily_volume as (
    select
        days.day,
        coalesce(published.articles, 0) as articles,
        coalesce(published.stories, 0) as deduplicated,
        coalesce(published.origins, 0) as origins,
        coalesce(link_days.links, 0) as links_seen,
        round(coalesce(published.articles, 0) / nullif(link_days.links, 0), 4) as share,
        link_days.gaps as source_gaps
    from days
    left join published using (day)
    left join link_days using (day)
)

select * from daily_volume
order by day;
