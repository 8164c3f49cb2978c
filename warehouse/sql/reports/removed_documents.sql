-- Which documents are no longer to be had, and since when?
-- Grain: one row per document that is gone or suspected to be.
-- Parameters: $incident text.
with answers as (
    select
        url,
        max(ended_at) filter (where outcome in ('fetched', 'not_modified')) as last_had_at,
        min(ended_at) filter (where http_status in (404, 410)) as first_missing_at,
        max(ended_at) filter (where http_status in (404, 410)) as last_missing_at
    from fetches
    group by url
),

removed_documents as (
    select
        coverage.document_id,
        coverage.status,
        coverage.source_name,
        coverage.title,
        coverage.url,
        coverage.published_at,
        coverage.published_precision,
        answers.last_had_at,
        answers.first_missing_at,
        answers.last_missing_at
    from coverage
    left join answers using (url)
    where coverage.incident_id = $incident
        and coverage.status <> 'live'
)

select * from removed_documents
order by last_missing_at desc, document_id;
