-- What is to be known of the articles of all incidents, to tell who had what from whom?
-- Grain: one row per incident and relevant document.
with relevant as (
    select
        stg_relevances.incident_id,
        stg_documents.*,
        stg_sources.kind as source_kind
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    left join stg_sources using (source_id)
    where stg_relevances.is_relevant
),

addresses as (
    select distinct
        document_id,
        unnest([url, canonical_url]) as url
    from relevant
),

hyperlinks as (
    select distinct
        document_id,
        unnest(links).url as url
    from relevant
),

linked as (
    select
        hyperlinks.document_id,
        list(distinct addresses.document_id order by addresses.document_id) as linked
    from hyperlinks
    inner join addresses using (url)
    where addresses.document_id <> hyperlinks.document_id
    group by hyperlinks.document_id
)

select
    relevant.incident_id,
    relevant.document_id,
    relevant.source_id,
    coalesce(relevant.source_kind, '') as source_kind,
    relevant.title,
    relevant.published_at,
    relevant.published_precision,
    stg_first_captures.first_seen_at,
    list_contains(relevant.quality, 'date_refused') as is_date_refused,
    relevant.credit,
    relevant.cited,
    coalesce(linked.linked, []) as linked,
    relevant.mirror_of_id,
    coalesce(sketches.days, []) as mentioned_on
from relevant
inner join stg_first_captures using (document_id)
left join linked using (document_id)
left join raw.sketches using (document_id, content_digest)
order by relevant.incident_id, relevant.document_id;
