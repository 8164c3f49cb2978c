-- Which articles make up the stories of the wanted ones, and of which one is each a copy?
-- Grain: one row per document.
-- Parameters: $incident text.
with stories as (
    select distinct cluster_id
    from raw.standings
    semi join wanted using (document_id)
    where incident_id = $incident
)

select
    standings.document_id,
    lineage.parent_document_id,
    to_json(standings) as standing
from raw.standings
semi join stories using (cluster_id)
left join raw.lineage
    on lineage.incident_id = standings.incident_id
    and lineage.child_document_id = standings.document_id
    and lineage.is_copy
    and not lineage.is_contradicted
where standings.incident_id = $incident;
