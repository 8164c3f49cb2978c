-- Where do the wanted articles stand so far?
-- Grain: one row per incident and document.
with found as (
    select
        incident_id,
        document_id,
        cluster_id,
        doubt,
        rank,
        source_id
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join wanted using (document_hash)
    )
)

select *
from found
semi join wanted using (incident_id, document_id);
