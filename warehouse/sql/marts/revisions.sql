-- What was changed in a document after it was first seen, and was it said?
-- Grain: one row per change of a document and kind of change.
with versions as (
    select
        document_id,
        version,
        fetched_at as seen_at,
        title,
        text,
        coalesce(author, '') as author,
        coalesce(published_raw, '') as published_raw,
        lag(title) over by_version as previous_title,
        lag(text) over by_version as previous_text,
        lag(coalesce(author, '')) over by_version as previous_author,
        lag(coalesce(published_raw, '')) over by_version as previous_published_raw
    from stg_document_versions
    window by_version as (partition by document_id order by version)
),

changes as (
    select
        *,
        not regexp_matches(text, '更正|勘误|更新说明|编者注|correction|updated to|editor''s note', 'i')
            as is_silent
    from versions
    where version > 1
),

typed as (
    select document_id, version, seen_at, 'headline' as kind,
        previous_title as before, title as after, is_silent
    from changes
    where title is distinct from previous_title
    union all
    select document_id, version, seen_at, 'text' as kind,
        previous_text as before, text as after, is_silent
    from changes
    where text is distinct from previous_text
    union all
    select document_id, version, seen_at, 'byline' as kind,
        previous_author as before, author as after, is_silent
    from changes
    where author is distinct from previous_author
    union all
    select document_id, version, seen_at, 'date' as kind,
        previous_published_raw as before, published_raw as after, is_silent
    from changes
    where published_raw is distinct from previous_published_raw
)

select * from typed
order by seen_at, document_id, kind;
