-- What does a document say of the incident's entities, topics, threads and targets?
-- Grain: one row per tag or tone.
-- Parameters: $document text, $incident text.
with tagged as (
    select kind, tag, name, count, evidence
    from mentions
    where document_id = $document
        and incident_id = $incident
    union all
    select
        'stance ' || stances.label as kind,
        stances.target as tag,
        coalesce(tags.name, stances.target) as name,
        cast(null as bigint) as count,
        stances.evidence
    from stances
    left join main.tags
        on tags.incident_id = stances.incident_id
        and tags.kind = 'entity'
        and tags.tag = stances.target
    where stances.document_id = $document
        and stances.incident_id = $incident
)

select * from tagged
order by kind, count desc, tag;
