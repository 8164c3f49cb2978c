-- Which versions has every document had?
-- Grain: one row per version of a document: the first capture of each run of equal content.
with captures as (
    select
        *,
        lag(content_digest) over (partition by document_id order by fetched_at, url) as previous_digest
    from raw.documents
),

versions as (
    select
        * exclude (previous_digest),
        row_number() over (partition by document_id order by fetched_at, url) as version
    from captures
    where content_digest is distinct from previous_digest
)

select * from versions;
