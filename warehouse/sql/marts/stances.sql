-- In which tone does the coverage speak of the incident's targets?
-- Grain: one row per incident, relevant document and target.
-- Kept: by document_id of touched.documents.
with current_stances as (
    select
        stg_stances.incident_id,
        stg_stances.document_id,
        case
            when coalesce(stg_standings.doubt, '') = ''
                then cast(timezone(stg_incidents.timezone, stg_publications.published_at) as date)
        end as published_on,
        stg_stances.target,
        stg_stances.label,
        stg_stances.confidence,
        stg_stances.evidence
    from stg_stances
    inner join stg_documents using (document_id, content_digest)
    inner join stg_publications using (document_id)
    inner join stg_relevances using (document_id, content_digest, incident_id)
    inner join stg_incidents using (incident_id)
    left join stg_standings using (incident_id, document_id)
    where stg_relevances.is_relevant
)

select * from current_stances
order by incident_id, published_on, document_id;
