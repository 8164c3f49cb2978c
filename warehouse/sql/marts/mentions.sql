-- Which entities, topics and threads does the coverage mention?
-- Grain: one row per incident, relevant document and tag.
-- Kept: by document_id of touched.documents.
with current_mentions as (
    select
        stg_mentions.incident_id,
        stg_mentions.document_id,
        case
            when coalesce(stg_standings.doubt, '') = ''
                then cast(timezone(stg_incidents.timezone, stg_publications.published_at) as date)
        end as published_on,
        stg_mentions.kind,
        stg_mentions.tag,
        coalesce(stg_tags.name, stg_mentions.tag) as name,
        stg_mentions.count,
        stg_mentions.evidence
    from stg_mentions
    inner join stg_documents using (document_id, content_digest)
    inner join stg_publications using (document_id)
    inner join stg_relevances using (document_id, content_digest, incident_id)
    inner join stg_incidents using (incident_id)
    left join stg_standings using (incident_id, document_id)
    left join stg_tags using (incident_id, kind, tag)
    where stg_relevances.is_relevant
)

select * from current_mentions
order by incident_id, published_on, document_id;
