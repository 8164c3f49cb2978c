-- Who copied whom?
-- Grain: one row per document that was copied or is a copy; parent_document_id is null for a root.
-- Parameters: $incident text.
with edges as (
    select distinct on (child_document_id)
        child_document_id,
        parent_document_id,
        kind,
        confidence,
        evidence,
        lag_minutes
    from lineage
    where incident_id = $incident
    order by child_document_id, confidence desc, parent_document_id
),

involved as (
    select child_document_id as document_id from edges
    union
    select parent_document_id from edges
),

copies as (
    select
        involved.document_id,
        edges.parent_document_id,
        edges.kind,
        edges.confidence,
        edges.lag_minutes,
        edges.evidence,
        coverage.source_name,
        coverage.title,
        coverage.url,
        coverage.published_at,
        coverage.published_precision
    from involved
    inner join coverage
        on coverage.document_id = involved.document_id
        and coverage.incident_id = $incident
    left join edges on edges.child_document_id = involved.document_id
)

select * from copies
order by published_at, document_id;
