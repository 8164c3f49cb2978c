-- By which ways was every document found: the outlets' own lists, or search?
-- Grain: one row per document and source that showed a link to it.
-- Kept: by document_id of touched.documents.
with ways as (
    select
        document_id,
        source_id,
        min(first_seen_at) as first_seen_at,
        bool_or(via = 'search') as is_search
    from stg_sightings
    where via in ('rss', 'sitemap', 'listing', 'json', 'search')
    group by document_id, source_id
)

select * from ways
order by document_id, source_id;
