-- Which documents are wanted? Runs after want_all.sql or want.sql.
-- Grain: one row per document.
select document_id
from wanted;
