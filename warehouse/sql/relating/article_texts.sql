-- What do the wanted documents say now, headline and text?
-- Grain: one row per incident and document.
with latest as (
    select
        document_id,
        max(fetched_at) as fetched_at
    from raw.documents
    semi join wanted using (document_id)
    group by document_id
),

texts as (
    select distinct on (document_id)
        document_id,
        title || chr(10) || text as text
    from raw.documents
    semi join latest using (document_id, fetched_at)
    order by document_id, url
)

select
    wanted.incident_id,
    wanted.document_id,
    texts.text
from wanted
inner join texts using (document_id)
order by wanted.incident_id, wanted.document_id;
