-- What does every document say now?
-- A window and not "distinct on": through the latter DuckDB 1.5.5 lets the filters of joined versions pass, and an older
-- version comes up in the place of the latest (2026-11-28).
-- Grain: one row per document: its latest capture.
select *
from raw.documents
qualify row_number() over (partition by document_id order by fetched_at desc, url) = 1;
