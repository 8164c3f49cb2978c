-- Which documents stand behind the numbers of a source, a topic, a thread, an entity or a tone?
-- Grain: one row per group and document of the list (its first 2,000); `documents` counts all of the group.
-- Parameters: $incident text.
with listed as (
    select
        document_id,
        row_number() over (
            order by published_on nulls last, published_at, document_id
        ) as number
    from coverage
    where incident_id = $incident
),

names as (
    select
        tag,
        any_value(name) as name
    from mentions
    where incident_id = $incident
        and kind = 'entity'
    group by tag
),

grouped as (
    select 'source' as kind, source_id as name, source_name as label, document_id
    from coverage
    where incident_id = $incident
    union all
    select kind, tag as name, name as label, document_id
    from mentions
    where incident_id = $incident
    union all
    select 'status' as kind, status as name, status as label, document_id
    from coverage
    where incident_id = $incident
        and status <> 'live'
    union all
    select
        'target' as kind,
        stances.target as name,
        coalesce(names.name, stances.target) as label,
        stances.document_id
    from stances
    left join names on names.tag = stances.target
    where stances.incident_id = $incident
),

counted as (
    select
        grouped.kind,
        grouped.name,
        grouped.label,
        count(*) over (partition by grouped.kind, grouped.name) as documents,
        listed.number
    from grouped
    inner join listed using (document_id)
    qualify listed.number <= 2000
)

select * from counted
order by kind, name, number;
