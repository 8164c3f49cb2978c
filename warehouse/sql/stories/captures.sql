-- What was read from every landed page of an article?
-- Grain: one row per capture.
-- Parameters: $urls list of text, its addresses.
with readings as (
    select
        document_id,
        fetched_at,
        capture_file,
        capture_offset,
        null as reason,
        null as detail,
        title,
        length(text) as text_length,
        language,
        script,
        published_at,
        published_precision,
        published_method,
        published_raw,
        credit,
        author,
        obfuscations,
        quality
    from raw.documents
    where url in (select unnest($urls))
    union all by name
    select
        fetched_at,
        capture_file,
        capture_offset,
        reason,
        detail
    from raw.rejections
    where url in (select unnest($urls))
)

select * from readings
order by fetched_at;
