-- The part of the raw tables that tells which states the changed articles were seen in, as tables of the database `part`.
-- What was captured once has one state, and nothing to compare. Rows are found by their numbers, as in cut_out.sql of
-- refreshing.
-- Grain: no rows.
create table part.captures as
select
    document_hash,
    documents.rowid as row_number
from raw.documents
semi join touched.article_hashes using (document_hash);

create table part.captured_again as
select document_hash
from part.captures
group by document_hash
having count(*) > 1;

create table part.raw.tags as
select * from raw.tags;

-- Edits are told of documents that have moved, too.
create table part.raw.moves as
select * from raw.moves
limit 0;

create table part.raw.documents as
select *
from raw.documents
where rowid in (
    select captures.row_number
    from part.captures
    semi join part.captured_again using (document_hash)
);

create table part.raw.relevances as
select *
from raw.relevances
where rowid in (
    select relevances.rowid
    from raw.relevances
    semi join part.captured_again using (document_hash)
);

create table part.raw.mentions as
select *
from raw.mentions
where rowid in (
    select mentions.rowid
    from raw.mentions
    semi join part.captured_again using (document_hash)
);

create table part.raw.revisions as
select *
from raw.revisions
semi join touched.articles using (document_id);
