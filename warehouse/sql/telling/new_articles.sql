-- Which relevant articles did a run bring that no earlier one had?
-- Grain: one row per incident and article, origins first, newest first.
-- Parameters: $run_id text.
with first_loads as (
    select
        documents.document_id,
        min(landing_files.loaded_at) as loaded_at
    from raw.documents
    inner join raw.landing_files on landing_files.file = documents.capture_file
    group by documents.document_id
),

new_articles as (
    select
        coverage.incident_id,
        coverage.published_at,
        incidents.timezone,
        coverage.source_name,
        coverage.title,
        coverage.is_origin,
        coverage.url
    from coverage
    inner join first_loads using (document_id)
    inner join incidents using (incident_id)
    inner join runs on runs.as_of = first_loads.loaded_at
    where runs.run_id = $run_id
)

select * from new_articles
order by incident_id, is_origin desc, published_at desc nulls last, url;
