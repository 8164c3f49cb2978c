-- On which days did coverage of an incident mention which entities, and in how many articles?
-- Grain: one row per day of the incident's calendar and entity.
-- Parameters: $incident text, $since date = null, $until date = null.
with mentioned as (
    select *
    from mentions
    where incident_id = $incident
        and kind = 'entity'
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

volumes as (
    select
        published_on,
        count(*) as articles
    from coverage
    where incident_id = $incident
    group by published_on
),

entity_daily as (
    select
        mentioned.published_on as day,
        mentioned.tag as entity_id,
        any_value(mentioned.name) as name,
        count(*) as articles,
        cast(sum(mentioned.count) as bigint) as occurrences,
        round(count(*) / any_value(volumes.articles), 3) as share
    from mentioned
    inner join volumes using (published_on)
    group by mentioned.published_on, mentioned.tag
)

select * from entity_daily
order by day, articles desc, entity_id;
