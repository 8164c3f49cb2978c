-- What does each incident say of the latest version of a document?
-- Grain: one row per incident.
-- Parameters: $document_id text.
select
    stg_relevances.incident_id,
    stg_relevances.score,
    stg_relevances.is_relevant,
    stg_relevances.reasons,
    (
        select list(stg_mentions.tag || ' ×' || stg_mentions.count order by stg_mentions.count desc)
        from staging.stg_mentions
        where stg_mentions.document_id = stg_relevances.document_id
            and stg_mentions.content_digest = stg_relevances.content_digest
            and stg_mentions.incident_id = stg_relevances.incident_id
    ) as tags
from staging.stg_relevances
inner join staging.stg_documents using (document_id, content_digest)
where stg_relevances.document_id = $document_id
order by stg_relevances.incident_id;
