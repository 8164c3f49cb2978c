-- Which documents does the warehouse hold, relevant or not, in their latest version?
-- Grain: one row per document. Their text is in raw.documents; that of relevant ones in coverage.
-- Kept: by document_id of touched.documents.
with incidents_of as (
    select
        stg_documents.document_id,
        list(stg_relevances.incident_id order by stg_relevances.incident_id) as incident_ids
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
    group by stg_documents.document_id
),

documents as (
    select
        stg_documents.document_id,
        stg_documents.url,
        stg_documents.canonical_url,
        stg_documents.source_id,
        stg_documents.title,
        length(stg_documents.text) as text_length,
        stg_publications.published_at,
        stg_publications.published_precision,
        stg_publications.published_method,
        stg_documents.author,
        stg_documents.credit,
        stg_documents.language,
        stg_documents.script,
        stg_documents.obfuscations,
        stg_documents.quality,
        stg_documents.fetched_at,
        coalesce(incidents_of.incident_ids, []) as incident_ids
    from stg_documents
    inner join stg_publications using (document_id)
    left join incidents_of using (document_id)
)

select * from documents
order by source_id, published_at, document_id;
