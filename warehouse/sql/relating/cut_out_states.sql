-- The part of the raw tables that tells which states the changed articles were seen in, as tables of the database `part`.
-- Rows are found by their numbers, as in cut_out.sql of refreshing.
-- Grain: no rows.
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
    select documents.rowid
    from raw.documents
    semi join touched.article_hashes using (document_hash)
);

create table part.raw.relevances as
select *
from raw.relevances
where rowid in (
    select relevances.rowid
    from raw.relevances
    semi join touched.article_hashes using (document_hash)
);

create table part.raw.mentions as
select *
from raw.mentions
where rowid in (
    select mentions.rowid
    from raw.mentions
    semi join touched.article_hashes using (document_hash)
);

create table part.raw.revisions as
select *
from raw.revisions
semi join touched.articles using (document_id);
