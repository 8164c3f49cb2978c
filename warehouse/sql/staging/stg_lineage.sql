-- What is in raw.lineage, without what serves relating only?
-- Grain: one row per claim of a document and another one that it was had of.
select * exclude (is_backward)
from raw.lineage;
