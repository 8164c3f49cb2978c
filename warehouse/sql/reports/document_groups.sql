-- Which documents stand behind the numbers of a source, a topic, a thread, an entity or a tone?
-- Grain: one row per group and document.
-- Parameters: $incident text.
with grouped as (
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
        coalesce(any_value(mentions.name), stances.target) as label,
        stances.document_id
    from stances
    left join mentions
        on mentions.incident_id = stances.incident_id
        and mentions.kind = 'entity'
        and mentions.tag = stances.target
    where stances.incident_id = $incident
    group by stances.target, stances.document_id
)

select * from grouped
order by kind, name, document_id;
