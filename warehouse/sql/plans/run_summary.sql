-- What came of a run?
-- Grain: one row.
-- Parameters: $run_id text.
with fates_of as (
    select *
    from stg_fates
    where run_id = $run_id
),

fetched as (
    select
        count(distinct source_id) as sources,
        count(*) filter (where role = 'page' and outcome = 'fetched') as fetched,
        count(*) filter (where role = 'page' and outcome = 'known') as known,
        count(*) filter (
            where outcome not in ('fetched', 'not_modified', 'known', 'off_topic', 'budget_spent')
        ) as failed,
        count(*) filter (where role = 'discovery') as asked,
        count(*) filter (
            where role = 'discovery' and outcome in ('fetched', 'not_modified')
        ) as answered
    from fates_of
),

links as (
    select coalesce(sum(link_count), 0) as links
    from stg_link_counts
    where run_id = $run_id
),

new_documents as (
    select
        count(*) as documents,
        count(*) filter (where len(documents.incident_ids) > 0) as relevant
    from documents
    where documents.url in (select url from fates_of where role = 'page' and outcome = 'fetched')
)

select
    fetched.sources,
    cast(links.links as bigint) as links,
    fetched.fetched,
    fetched.known,
    fetched.failed,
    fetched.asked,
    fetched.answered,
    new_documents.documents,
    new_documents.relevant
from fetched, links, new_documents;
