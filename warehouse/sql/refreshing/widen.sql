-- What else is touched by what is noted: pages that redirect to one that was looked at, the documents at those
-- addresses, those that moved there, and all addresses of touched documents.
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

insert into touched.documents
select moved_to
from raw.moves
semi join touched.documents using (document_id)
union
select moves.document_id
from raw.moves
semi join touched.documents on documents.document_id = moves.moved_to;

insert into touched.urls
select distinct documents.url
from raw.documents
semi join touched.documents using (document_id);
