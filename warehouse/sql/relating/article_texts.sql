-- What do the wanted documents say now, headline and text?
-- Grain: one row per incident and document.
with latest as (
    select distinct on (document_hash) documents.rowid as document_row
    from raw.documents
    where documents.rowid in (
        select documents.rowid
        from raw.documents
        semi join wanted using (document_hash)
    )
    order by document_hash, fetched_at desc, url
),

texts as (
    select
        document_id,
        title || chr(10) || text as text
    from raw.documents
    where rowid in (select document_row from latest)
)

select
    wanted.incident_id,
    wanted.document_id,
    texts.text
from wanted
inner join texts using (document_id)
order by wanted.incident_id, wanted.document_id;
