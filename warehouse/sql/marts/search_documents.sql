-- Which documents can be searched, and how long are they?
-- Grain: one row per document, relevant or not, in its latest version; document_number is that of word_counts.
-- Kept: by document_id of touched.documents.
with incidents_of as (
    select
        document_id,
        content_digest,
        list(incident_id order by incident_id) as incident_ids
    from stg_relevances
    where is_relevant
    group by document_id, content_digest
),

search_documents as (
    select
        stg_document_numbers.document_number,
        stg_documents.document_id,
        stg_documents.url,
        stg_documents.source_id,
        stg_documents.title,
        stg_publications.published_at,
        cast(timezone(coalesce(stg_sources.timezone, 'UTC'), stg_publications.published_at) as date) as published_on,
        coalesce(incidents_of.incident_ids, []) as incident_ids,
        3 * len(string_split(stg_words.title_words, ' ')) + len(string_split(stg_words.text_words, ' ')) as length
    from stg_documents
    inner join stg_publications using (document_id)
    inner join stg_document_numbers using (document_id)
    inner join stg_words using (document_id, content_digest)
    left join incidents_of using (document_id, content_digest)
    left join stg_sources using (source_id)
)

select * from search_documents
order by document_number;
