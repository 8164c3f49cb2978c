-- Which open questions did the new articles of a run speak of?
-- Grain: one row per incident, question and new article.
-- Parameters: $run_id text.
with first_loads as (
    select
        documents.document_id,
        min(landing_files.loaded_at) as loaded_at
    from raw.documents
    inner join raw.landing_files on landing_files.file = documents.capture_file
    group by documents.document_id
),

follow_ups as (
    select
        coverage.incident_id,
        mentions.name as question,
        coverage.source_name,
        coverage.title,
        mentions.evidence,
        coverage.url
    from coverage
    inner join first_loads using (document_id)
    inner join runs on runs.as_of = first_loads.loaded_at
    inner join mentions
        on mentions.document_id = coverage.document_id
        and mentions.incident_id = coverage.incident_id
    where runs.run_id = $run_id
        and mentions.kind = 'thread'
)

select * from follow_ups
order by incident_id, question, url;
