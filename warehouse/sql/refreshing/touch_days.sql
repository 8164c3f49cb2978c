-- On which days stand the touched documents in the coverage as it is now?
-- Grain: no rows.
insert into touched.days
select distinct
    coverage.incident_id,
    coverage.published_on
from coverage
semi join touched.documents using (document_id)
where coverage.published_on is not null;
