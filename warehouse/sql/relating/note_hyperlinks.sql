-- Note which addresses the wanted documents link to. Which of them link anywhere?
-- Grain: one row per incident and document.
create or replace temp table pointing as
with linking as (
    select
        document_id,
        links
    from raw.documents
    where rowid in (
        select documents.rowid
        from raw.documents
        semi join wanted using (document_hash)
    )
    qualify row_number() over (partition by document_id order by fetched_at desc, url) = 1
),

hyperlinks as (
    select
        document_id,
        unnest(links).url as url
    from linking
)

select distinct
    document_id,
    md5_number_lower(unnest([url, regexp_replace(url, '^http:', 'https:')])) as url_number
from hyperlinks;

delete from raw.hyperlinks
using (
    select distinct document_id
    from wanted
    semi join raw.hyperlinks using (document_id)
) as former
where hyperlinks.document_id = former.document_id;

insert into raw.hyperlinks by name
select * from pointing;

select
    incident_id,
    document_id
from wanted
semi join pointing using (document_id);
