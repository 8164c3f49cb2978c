-- Which links stand on relevant pages that were captured in the last eight days? Pages that were themselves reached
-- by such a link are left out: links are followed one step far.
-- Grain: one row per link.
-- Parameters: $as_of timestamptz.
with pages as (
    select distinct
        stg_documents.document_id,
        stg_documents.source_id,
        stg_documents.links
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
        and stg_documents.via is distinct from 'link'
        and stg_documents.fetched_at between $as_of - interval 8 day and $as_of
),

links as (
    select
        source_id,
        unnest(links) as link
    from pages
)

select
    link.url,
    string_agg(distinct link.anchor, ' ' order by link.anchor) as anchor,
    min(source_id) as source_id
from links
group by link.url
order by link.url;
