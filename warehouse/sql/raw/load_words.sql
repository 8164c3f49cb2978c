-- Load a batch of words: what is there already is replaced, for the way of cutting may have changed.
-- Grain: one row per version of a document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.words
limit 0;

copy batch from $file (format json);

update batch
set document_hash = md5_number_lower(document_id);

create or replace temp table batch_former as
select *
from raw.words
where rowid in (
    select words.rowid
    from raw.words
    semi join batch using (document_hash, content_digest)
    where words.rowid >= 0
);

create or replace temp table batch_words as
select distinct on (document_id, content_digest) *
from batch
anti join batch_former using (document_id, content_digest, title_words, text_words);

delete from raw.words
using (
    select
        document_hash,
        content_digest
    from batch_words
    semi join batch_former using (document_hash, content_digest)
) as others
where words.document_hash = others.document_hash
    and words.content_digest = others.content_digest;

insert into raw.words by name
select * from batch_words;

insert into touched.documents
select document_id from batch_words;

insert into touched.texts
select document_id from batch_words;
