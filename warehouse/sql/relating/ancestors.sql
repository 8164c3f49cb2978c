-- From whom had the wanted articles what they say, and those in turn, as it was believed so far?
-- Grain: one row per incident and article that was had from another one.
with recursive believed as materialized (
    select
        incident_id,
        child_document_id,
        parent_document_id
    from raw.lineage
    semi join asking using (incident_id)
    where not is_contradicted
),

chain as (
    select believed.*
    from believed
    semi join wanted
        on wanted.incident_id = believed.incident_id
        and wanted.document_id = believed.child_document_id
    union
    select believed.*
    from chain
    inner join believed
        on believed.incident_id = chain.incident_id
        and believed.child_document_id = chain.parent_document_id
)

select
    chain.incident_id,
    chain.child_document_id,
    chain.parent_document_id,
    standings.rank
from chain
inner join raw.standings
    on standings.incident_id = chain.incident_id
    and standings.document_id = chain.child_document_id;
