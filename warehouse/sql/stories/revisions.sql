-- What was changed in a document?
-- Grain: one row per change.
-- Parameters: $document_id text.
select *
from revisions
where document_id = $document_id
order by seen_at, kind;
