-- What else is touched by what is noted: pages that redirect to one that was looked at, the documents at those
-- addresses, and all addresses of touched documents.
-- Grain: no rows.
set variable first_at = (
    select min(rejections.fetched_at) - interval 1 hour
    from raw.rejections
    semi join touched.looks using (url)
);

insert into touched.looks
select distinct fates.url
from raw.fates
where fates."at" >= getvariable('first_at')
    and fates.role = 'page'
    and starts_with(fates.detail, 'redirected to ')
    and regexp_extract(fates.detail, 'redirected to ([^; ]+)', 1) in (select url from touched.looks);

insert into touched.documents
select distinct documents.document_id
from raw.documents
semi join touched.looks using (url);

insert into touched.urls
select distinct documents.url
from raw.documents
semi join touched.documents using (document_id);
