-- From whom had the wanted articles what they say, and those in turn, as it was believed so far?
-- Grain: one row per article that was had from another one.
-- Parameters: $incident text.
with recursive believed as (
    select
        child_document_id,
        parent_document_id
    from raw.lineage
    where incident_id = $incident
        and not is_contradicted
),

chain as (
    select believed.*
    from believed
    semi join wanted on wanted.document_id = believed.child_document_id
    union
    select believed.*
    from chain
    inner join believed on believed.child_document_id = chain.parent_document_id
)

select
    chain.child_document_id,
    chain.parent_document_id,
    standings.rank
from chain
inner join raw.standings
    on standings.incident_id = $incident
    and standings.document_id = chain.child_document_id;
