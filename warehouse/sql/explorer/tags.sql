-- What does a document say of the incident's entities, topics, threads and targets?
-- Grain: one row per tag or tone.
-- Parameters: $document text, $incident text.
with tags as (
    select kind, tag, name, count, evidence
    from mentions
    where document_id = $document
        and incident_id = $incident
    union all
    select
        'stance ' || label as kind,
        target as tag,
        target as name,
        cast(null as bigint) as count,
        evidence
    from stances
    where document_id = $document
        and incident_id = $incident
)

select * from tags
order by kind, count desc, tag;
