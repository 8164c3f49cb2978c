-- How is a document counted, for each incident?
-- Grain: one row per incident.
-- Parameters: $document_id text.
select
    coverage.*,
    origin.url as origin_url
from coverage
left join coverage as origin
    on origin.document_id = coverage.origin_document_id
    and origin.incident_id = coverage.incident_id
where coverage.document_id = $document_id
order by coverage.incident_id;
