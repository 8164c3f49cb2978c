-- Which document of an incident is a copy of which, and what shows it?
-- Grain: one row per copy relation of two documents.
with relevant as (
    select
        stg_relevances.incident_id,
        stg_documents.document_id,
        stg_documents.source_id,
        stg_sources.name as source_name,
        stg_documents.credit,
        stg_documents.published_at,
        stg_documents.mirror_of_id,
        md5(regexp_replace(stg_documents.text, '[\s\p{P}]', '', 'g')) as text_key,
        length(stg_documents.text) as text_length
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    left join stg_sources using (source_id)
    where stg_relevances.is_relevant
),

pairs as (
    select
        child.incident_id,
        child.document_id as child_document_id,
        parent.document_id as parent_document_id,
        case when child.credit = parent.source_name then 'credit' else 'text' end as kind,
        case when child.credit = parent.source_name then 0.95::double else 0.7::double end as confidence,
        case
            when child.credit = parent.source_name then concat('来源：', child.credit)
            else 'same words'
        end as evidence,
        cast(date_diff('minute', parent.published_at, child.published_at) as bigint) as lag_minutes
    from relevant as child
    inner join relevant as parent
        on child.incident_id = parent.incident_id
        and child.text_key = parent.text_key
        and child.document_id <> parent.document_id
        and parent.published_at <= child.published_at
    where child.text_length >= 20
        and (parent.published_at < child.published_at or parent.document_id < child.document_id)
),

mirrors as (
    select
        child.incident_id,
        child.document_id as child_document_id,
        parent.document_id as parent_document_id,
        'mirror' as kind,
        0.99::double as confidence,
        'the mirror''s address maps to the original''s' as evidence,
        cast(date_diff('minute', parent.published_at, child.published_at) as bigint) as lag_minutes
    from relevant as child
    inner join relevant as parent
        on child.incident_id = parent.incident_id
        and child.mirror_of_id = parent.document_id
),

edges as (
    select * from pairs
    union all
    select * from mirrors
),

lineage as (
    select distinct on (incident_id, child_document_id) *
    from edges
    order by incident_id, child_document_id, confidence desc, lag_minutes desc, parent_document_id
)

select * from lineage
order by incident_id, child_document_id;
