-- Which documents of an incident pass the filters?
-- Grain: one row per document, the newest first; `total` counts all that pass.
-- Parameters: $incident text, $source text = null, $since date = null, $until date = null, $topic text = null, $thread text = null, $entity text = null, $status text = null, $words text = null, $skipped integer = null.
with passing as (
    select
        coverage.document_id,
        coverage.url,
        coverage.title,
        coverage.source_id,
        coverage.source_name,
        coverage.published_at,
        coverage.published_precision,
        coverage.published_on,
        coverage.is_origin,
        coverage.is_obfuscated,
        coverage.version_count,
        coverage.status,
        count(*) over () as total
    from coverage
    where coverage.incident_id = $incident
        and ($source is null or coverage.source_id = $source)
        and ($since is null or coverage.published_on >= $since)
        and ($until is null or coverage.published_on <= $until)
        and ($topic is null or coverage.document_id in (
            select document_id from mentions
            where incident_id = $incident and kind = 'topic' and tag = $topic
        ))
        and ($thread is null or coverage.document_id in (
            select document_id from mentions
            where incident_id = $incident and kind = 'thread' and tag = $thread
        ))
        and ($entity is null or coverage.document_id in (
            select document_id from mentions
            where incident_id = $incident and kind = 'entity' and tag = $entity
        ))
        and ($status is null or coverage.status = $status)
        and ($words is null or contains(lower(coverage.title), lower($words))
            or contains(lower(coverage.text), lower($words)))
)

select * from passing
order by published_at desc nulls last, document_id
limit 50
offset coalesce($skipped, 0);
