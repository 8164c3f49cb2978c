-- How is a document counted for each incident that it covers?
-- Grain: one row per incident.
-- Parameters: $document text.
select
    coverage.incident_id,
    incidents.title as incident_title,
    incidents.timezone,
    coverage.source_name,
    coverage.published_on,
    coverage.relevance,
    coverage.status,
    coverage.is_origin,
    coverage.cluster_id,
    coverage.origin_document_id,
    origin.title as origin_title
from coverage
inner join incidents using (incident_id)
left join coverage as origin
    on origin.document_id = coverage.origin_document_id
    and origin.incident_id = coverage.incident_id
where coverage.document_id = $document
order by coverage.incident_id;
