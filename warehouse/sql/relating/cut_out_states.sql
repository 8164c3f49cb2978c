-- The part of the raw tables that tells which states the changed articles were seen in, as tables of the database `part`.
-- Grain: no rows.
create table part.raw.tags as
select * from raw.tags;

create table part.raw.documents as
select *
from raw.documents
semi join touched.articles using (document_id);

create table part.raw.relevances as
select *
from raw.relevances
semi join touched.articles using (document_id);

create table part.raw.mentions as
select *
from raw.mentions
semi join touched.articles using (document_id);

create table part.raw.revisions as
select *
from raw.revisions
semi join touched.articles using (document_id);
