-- Which documents share a story with a document, and which are its copy or its source?
-- Grain: one row per document that is joined to it by lineage or cluster, itself included.
-- Parameters: $document text, $incident text.
with chosen as (
    select cluster_id
    from coverage
    where incident_id = $incident
        and document_id = $document
),

joined as (
    select document_id
    from coverage
    where incident_id = $incident
        and cluster_id in (select cluster_id from chosen)
    union
    select child_document_id
    from lineage
    where incident_id = $incident
        and parent_document_id = $document
        and not is_contradicted
    union
    select parent_document_id
    from lineage
    where incident_id = $incident
        and child_document_id = $document
        and not is_contradicted
),

edges as (
    select distinct on (child_document_id)
        child_document_id,
        parent_document_id,
        kind,
        confidence,
        evidence,
        lag_minutes
    from lineage
    where incident_id = $incident
        and not is_contradicted
    order by child_document_id, confidence desc, parent_document_id
)

select
    coverage.document_id,
    edges.parent_document_id,
    edges.kind,
    edges.confidence,
    edges.evidence,
    edges.lag_minutes,
    coverage.source_name,
    coverage.title,
    coverage.published_at,
    coverage.published_precision
from joined
inner join coverage
    on coverage.document_id = joined.document_id
    and coverage.incident_id = $incident
left join edges on edges.child_document_id = joined.document_id
order by coverage.published_at, coverage.document_id;
