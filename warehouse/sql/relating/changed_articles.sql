-- Which articles of which incidents are new, changed or no longer relevant since the marts were last brought up to date?
-- Grain: one row per incident and document.
with current_versions as (
    select
        document_hash,
        content_digest
    from raw.documents
    where rowid in (
        select documents.rowid
        from raw.documents
        semi join touched.article_hashes using (document_hash)
    )
    qualify row_number() over (partition by document_hash order by fetched_at desc, url) = 1
),

judged as (
    select
        incident_id,
        document_id,
        document_hash,
        content_digest,
        is_relevant
    from raw.relevances
    semi join touched.article_hashes using (document_hash)
)

select
    judged.incident_id,
    judged.document_id
from judged
inner join current_versions using (document_hash, content_digest)
where judged.is_relevant
union
select
    incident_id,
    document_id
from raw.standings
where rowid in (
    select standings.rowid
    from raw.standings
    semi join touched.article_hashes using (document_hash)
);
