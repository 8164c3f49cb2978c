-- What do these documents say, and where and in whose calendar do they say so?
-- Their calendar is that of the incident they are about, else of their source.
-- Grain: one row per document.
-- Parameters: $documents text, $incident text = null.
with calendars as (
    select
        stg_relevances.document_id,
        stg_relevances.content_digest,
        min_by(stg_incidents.timezone, stg_incidents.incident_id) as timezone
    from staging.stg_relevances
    inner join staging.stg_incidents using (incident_id)
    where list_contains($documents, stg_relevances.document_id)
        and stg_relevances.is_relevant
        and ($incident is null or stg_incidents.incident_id = $incident)
    group by stg_relevances.document_id, stg_relevances.content_digest
),

texts as (
    select
        stg_documents.document_id,
        stg_documents.text,
        stg_publications.published_precision,
        coalesce(stg_sources.name, stg_documents.source_id) as source_name,
        coalesce(calendars.timezone, stg_sources.timezone, 'UTC') as timezone
    from staging.stg_documents
    inner join staging.stg_publications using (document_id)
    left join staging.stg_sources using (source_id)
    left join calendars using (document_id, content_digest)
    where list_contains($documents, stg_documents.document_id)
)

select * from texts;
