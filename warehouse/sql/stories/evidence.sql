-- Which landed pages are evidence of a URL, its article and the article's other addresses?
-- Grain: one row per landed page.
-- Parameters: $url text, $canonical text, $document_id text.
with addresses as (
    select url
    from captures
    where document_id = $document_id
    union
    select unnest([$url, $canonical])
)

select
    url,
    document_id,
    fetched_at,
    reason,
    capture_file,
    capture_offset,
    capture_digest
from captures
where document_id = $document_id
    or url in (select url from addresses)
order by fetched_at, url;
