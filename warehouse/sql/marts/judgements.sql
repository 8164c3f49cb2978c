-- Which documents have anything to do with an incident, how much, and why?
-- Grain: one row per incident and document with a score, relevant or not, in its latest version.
-- Kept: by document_id of touched.documents.
with judgements as (
    select
        stg_relevances.incident_id,
        stg_documents.document_id,
        stg_documents.url,
        stg_documents.source_id,
        stg_documents.title,
        stg_publications.published_at,
        cast(timezone(stg_incidents.timezone, stg_publications.published_at) as date) as published_on,
        stg_relevances.score,
        stg_relevances.is_relevant,
        stg_relevances.reasons
    from stg_relevances
    inner join stg_documents using (document_id, content_digest)
    inner join stg_publications using (document_id)
    inner join stg_incidents using (incident_id)
)

select * from judgements
order by incident_id, published_on, document_id;
