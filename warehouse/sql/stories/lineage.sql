-- From whom was a document had, and who had it from there?
-- Grain: one row per claim.
-- Parameters: $document_id text.
select
    lineage.*,
    child.url as child_url,
    child.source_name as child_source,
    parent.url as parent_url,
    parent.source_name as parent_source
from lineage
inner join coverage as child
    on child.document_id = lineage.child_document_id
    and child.incident_id = lineage.incident_id
inner join coverage as parent
    on parent.document_id = lineage.parent_document_id
    and parent.incident_id = lineage.incident_id
where lineage.child_document_id = $document_id
    or lineage.parent_document_id = $document_id
order by lineage.incident_id, lineage.child_document_id = $document_id desc, child.published_at, child.url;
