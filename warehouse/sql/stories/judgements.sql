-- What does each incident say of the latest version of a document? Where nothing of it occurs, the score is zero.
-- Grain: one row per incident.
-- Parameters: $document_id text.
with document as (
    select *
    from staging.stg_documents
    where document_id = $document_id
),

tags as (
    select
        incident_id,
        list(tag || ' ×' || count order by count desc, tag) as tags
    from staging.stg_mentions
    inner join document using (document_id, content_digest)
    group by incident_id
),

judgements as (
    select
        stg_incidents.incident_id,
        coalesce(stg_relevances.score, 0) as score,
        coalesce(stg_relevances.is_relevant, false) as is_relevant,
        coalesce(stg_relevances.reasons, ['nothing of the incident occurs in it']) as reasons,
        tags.tags
    from document
    cross join staging.stg_incidents
    left join staging.stg_relevances
        on stg_relevances.document_id = document.document_id
        and stg_relevances.content_digest = document.content_digest
        and stg_relevances.incident_id = stg_incidents.incident_id
    left join tags on tags.incident_id = stg_incidents.incident_id
)

select * from judgements
order by incident_id;
