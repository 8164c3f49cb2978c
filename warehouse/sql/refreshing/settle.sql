-- Note that all that was touched has reached the marts.
-- Grain: no rows.
insert into touched.since_made
select count(distinct document_id)
from touched.documents;

delete from touched.documents;

delete from touched.texts;

delete from touched.urls;

delete from touched.looks;

delete from touched.requests;

delete from touched.link_days;

delete from touched.claims;

delete from touched.days;
