-- Which changes of articles did a run meet?
-- Grain: one row per change.
-- Parameters: $run_id text.
with loaded as (
    select distinct
        documents.document_id,
        documents.fetched_at as seen_at
    from raw.documents
    inner join raw.landing_files on landing_files.file = documents.capture_file
    inner join runs on runs.as_of = landing_files.loaded_at
    where runs.run_id = $run_id
),

new_revisions as (
    select distinct
        coverage.source_name,
        coverage.title,
        revisions.kind,
        revisions."before" as old_text,
        revisions."after" as new_text,
        revisions.is_silent,
        coverage.url
    from revisions
    inner join loaded using (document_id, seen_at)
    inner join coverage using (document_id)
)

select * from new_revisions
order by url, kind, old_text, new_text;
