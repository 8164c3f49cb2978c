-- Which document of an incident was had from which, and what shows it?
-- Grain: one row per claim. A document has one that is believed at most; what cannot be is flagged is_contradicted.
-- `child_hash` and `parent_hash` are the document_hash of coverage: compared much faster than ids.
-- Kept: by incident_id, child_document_id of touched.claims.
select *
from stg_lineage
order by incident_id, child_document_id, confidence desc, parent_document_id;
