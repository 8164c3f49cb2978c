-- How relevant is every version of a document? One that has moved counts at its new address alone.
-- Grain: one row per version of a document and incident.
select *
from raw.relevances
where document_id not in (select document_id from raw.moves);
