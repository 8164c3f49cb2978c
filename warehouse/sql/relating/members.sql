-- Which articles make up the stories of the wanted ones, and of which one is each a copy?
-- Grain: one row per incident and document.
with stories as (
    select distinct
        incident_id,
        cluster_id
    from raw.standings
    semi join wanted using (incident_id, document_hash)
),

members as materialized (
    select * exclude (document_hash)
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join stories using (incident_id, cluster_id)
        where standings.rowid >= 0
    )
),

copies as (
    select
        lineage.incident_id,
        lineage.child_document_id,
        lineage.parent_document_id
    from raw.lineage
    semi join members
        on members.incident_id = lineage.incident_id
        and md5_number_lower(members.document_id) = lineage.child_hash
    where lineage.is_copy
        and not lineage.is_contradicted
)

select
    members.incident_id,
    members.document_id,
    copies.parent_document_id,
    to_json(members) as standing
from members
left join copies
    on copies.incident_id = members.incident_id
    and copies.child_document_id = members.document_id;
