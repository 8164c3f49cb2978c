-- Which states has every page been seen in? Text, headline, byline and printed time count, unlike in a version; each
-- address is for itself, since the AMP page of an article is another one without any edit.
-- Grain: one row per state of a page: the first capture of each run of equal ones.
with captures as (
    select
        *,
        md5(
            concat(
                content_digest, '|', coalesce(author, ''), '|', coalesce(credit, ''), '|', coalesce(published_raw, '')
            )
        ) as state_key
    from raw.documents
),

neighbours as (
    select
        *,
        lag(state_key) over (partition by document_id, url order by fetched_at) as previous_key,
        count(*) over (partition by document_id, url order by fetched_at) as capture_number
    from captures
),

states as (
    select * exclude (previous_key, capture_number)
    from neighbours
    where capture_number = 1
        or state_key is distinct from previous_key
)

select
    *,
    lag(state_key) over (partition by document_id, url order by fetched_at) as previous_key
from states;
