-- Which archives hold no evidence: no page of a relevant article in any version, and no answer that one was gone?
-- Grain: one row per archive that was loaded before a moment.
-- Parameters: $before timestamptz.
with relevant as (
    select distinct document_id
    from raw.relevances
    where is_relevant
),

pages as (
    select
        documents.url,
        documents.capture_file
    from raw.documents
    inner join relevant using (document_id)
),

removals as (
    select
        fates.run_id,
        fates.source_id
    from raw.fates
    semi join pages on pages.url = fates.url
    where fates.http_status in (404, 410)
),

evidence as (
    select capture_file as file
    from pages
    union
    select landing_files.file
    from raw.landing_files
    inner join removals
        on landing_files.file like concat('%', removals.run_id, '/', removals.source_id, '.warc%')
)

select
    landing_files.file,
    landing_files.bytes
from raw.landing_files
anti join evidence using (file)
where landing_files.loaded_at < $before
order by landing_files.file;
