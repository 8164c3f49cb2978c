-- Who is reported to have said what?
-- Grain: one row per incident, relevant document and reported utterance.
-- Kept: by document_id of touched.documents.
with current_quotes as (
    select
        stg_quotes.incident_id,
        stg_quotes.document_id,
        case
            when coalesce(stg_standings.doubt, '') = ''
                then cast(timezone(stg_incidents.timezone, stg_publications.published_at) as date)
        end as published_on,
        stg_quotes.speaker,
        stg_quotes.speaker_tag,
        stg_quotes.verb,
        stg_quotes.text,
        stg_quotes."offset",
        stg_quotes.is_direct,
        stg_quotes.key as quote_key,
        stg_quotes.numbers
    from stg_quotes
    inner join stg_documents using (document_id, content_digest)
    inner join stg_publications using (document_id)
    inner join stg_relevances using (document_id, content_digest, incident_id)
    inner join stg_incidents using (incident_id)
    left join stg_standings using (incident_id, document_id)
    where stg_relevances.is_relevant
)

select * from current_quotes
order by incident_id, published_on, document_id, "offset";
