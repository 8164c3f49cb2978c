-- How much was published about an incident each day: articles, stories, origins, and their share of all links?
-- Grain: one row per day of the incident's calendar, days without coverage included.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

extent as (
    select
        least(min(incidents.started), min(published.published_on)) as first_day,
        max(published.published_on) as last_day
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

links as (
    select
        seen_on as day,
        sum(link_count) as link_count
    from sightings
    group by seen_on
),

gaps as (
    select
        seen_on as day,
        count(*) filter (where status <> 'ok') as gap_count
    from completeness
    group by seen_on
),

daily_volume as (
    select
        days.day,
        count(published.document_id) as articles,
        count(distinct published.cluster_id) as deduplicated,
        count(published.document_id) filter (where published.is_origin) as origins,
        cast(coalesce(any_value(links.link_count), 0) as bigint) as links_seen,
        round(count(published.document_id) / nullif(any_value(links.link_count), 0), 4) as share,
        coalesce(any_value(gaps.gap_count), 0) as source_gaps
    from days
    left join published on published.published_on = days.day
    left join links on links.day = days.day
    left join gaps on gaps.day = days.day
    group by days.day
)

select * from daily_volume
order by day;
