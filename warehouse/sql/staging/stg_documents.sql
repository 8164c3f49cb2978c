-- What does every document say now?
-- Grain: one row per document: its latest capture.
select distinct on (document_id) *
from raw.documents
order by document_id, fetched_at desc, url;
