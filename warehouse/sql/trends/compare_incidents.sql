-- How do two incidents run beside each other, both counted from the day on which they started?
-- `share_so_far` is the part of an incident's coverage to date that had appeared by then; later days of the longer one
-- stand alone.
-- Grain: one row per day since the start.
-- Parameters: $incident text, $other text, $since date = null, $until date = null.
with chosen as (
    select
        incident_id,
        incident_id = $incident as is_first,
        started
    from incidents
    where incident_id in ($incident, $other)
),

published as (
    select
        chosen.is_first,
        incident_days.day - chosen.started as day_number,
        incident_days.articles,
        incident_days.origins
    from incident_days
    inner join chosen using (incident_id)
    where incident_days.day >= chosen.started
        and incident_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

days as (
    select unnest(range(max(day_number) + 1)) as day_number
    from published
),

counts as (
    select
        days.day_number,
        cast(coalesce(sum(published.articles) filter (where published.is_first), 0) as bigint) as articles,
        cast(coalesce(sum(published.origins) filter (where published.is_first), 0) as bigint) as origins,
        cast(coalesce(sum(published.articles) filter (where not published.is_first), 0) as bigint) as other_articles,
        cast(coalesce(sum(published.origins) filter (where not published.is_first), 0) as bigint) as other_origins
    from days
    left join published using (day_number)
    group by days.day_number
),

compare_incidents as (
    select
        day_number,
        articles,
        origins,
        round(sum(articles) over so_far / nullif(sum(articles) over (), 0), 3) as share_so_far,
        other_articles,
        other_origins,
        round(sum(other_articles) over so_far / nullif(sum(other_articles) over (), 0), 3) as other_share_so_far
    from counts
    window so_far as (order by day_number)
)

select * from compare_incidents
order by day_number;
