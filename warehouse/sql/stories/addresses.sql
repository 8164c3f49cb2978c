-- Under which addresses was the article of a URL seen or read? The one that was asked about comes first.
-- Grain: one row per address.
-- Parameters: $url text, $canonical text, $document_id text.
with articles as (
    select document_id
    from raw.documents
    where url in ($url, $canonical)
        or canonical_url = $canonical
    union
    select $document_id
),

addresses as (
    select unnest([$url, $canonical]) as url
    union
    select url
    from raw.documents
    semi join articles using (document_id)
    union
    select url
    from raw.sightings
    semi join articles using (document_id)
)

select url
from addresses
order by url <> $url, url <> $canonical, url;
