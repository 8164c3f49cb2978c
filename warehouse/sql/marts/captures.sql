-- Where is the evidence: in which archive and at which offset does every landed page lie?
-- Grain: one row per landed page that was read.
-- Kept: as a view.
with captures as (
    select
        document_id,
        url,
        fetched_at,
        null as reason,
        content_digest,
        capture_file,
        capture_offset,
        capture_digest
    from staging.stg_captures
    union all by name
    select
        url,
        fetched_at,
        reason,
        capture_file,
        capture_offset,
        capture_digest
    from staging.stg_rejections
)

select * from captures;
