-- Which documents do the numbers rest on?
-- Grain: one row per relevant document, in order of publication, undated ones last; the first 2,000, `documents` counts all.
-- Parameters: $incident text.
with ordered as (
    select
        row_number() over (
            order by published_on nulls last, published_at, document_id
        ) as number,
        count(*) over () as documents,
        document_id,
        published_on,
        published_at,
        published_precision,
        source_id,
        source_name,
        title,
        url,
        is_origin,
        origin_document_id,
        is_obfuscated,
        version_count,
        status
    from coverage
    where incident_id = $incident
)

select * from ordered
order by number
limit 2000;
