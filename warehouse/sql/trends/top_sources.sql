-- Which sources covered an incident most, and how much of it was their own?
-- Grain: one row per source.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

top_sources as (
    select
        source_id,
        any_value(source_name) as source_name,
        any_value(source_kind) as source_kind,
        count(*) as articles,
        count(*) filter (where is_origin) as origins,
        round(count(*) filter (where not is_origin) / count(*), 3) as copied_share,
        min(published_at) as first_at,
        max(published_at) as last_at
    from published
    group by source_id
)

select * from top_sources
order by articles desc, origins desc, source_id;
