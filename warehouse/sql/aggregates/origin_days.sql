-- Which origins appeared on a day, and what are they called?
-- `story_number` is a hash of cluster_id, compared much faster than text; `document_number` is that of word_counts.
-- Grain: one row per incident, day of its calendar and origin.
-- Kept: by incident_id, day of touched.days.
with origin_days as (
    select
        coverage.incident_id,
        coverage.published_on as day,
        coverage.document_id,
        search_documents.document_number,
        md5_number_lower(coverage.cluster_id) as story_number,
        coverage.cluster_id,
        coverage.source_id,
        coverage.source_name,
        coverage.title,
        coverage.url,
        coverage.published_at
    from coverage
    left join search_documents using (document_id)
    where coverage.is_origin
        and coverage.published_on is not null
)

select * from origin_days
order by incident_id, day, document_id;
