-- From whom had the wanted articles what they say, and those in turn, as it was believed so far?
-- Grain: one row per incident and article that was had from another one.
-- The chain is a table: of a query's part DuckDB does not know that it is small, and reads all standings into memory.
create or replace temp table chain as
with recursive chain as (
    select
        lineage.incident_id,
        lineage.child_document_id,
        lineage.parent_document_id,
        lineage.child_hash,
        lineage.parent_hash
    from raw.lineage
    semi join wanted
        on wanted.incident_id = lineage.incident_id
        and wanted.document_hash = lineage.child_hash
    where not lineage.is_contradicted
    union
    select
        lineage.incident_id,
        lineage.child_document_id,
        lineage.parent_document_id,
        lineage.child_hash,
        lineage.parent_hash
    from chain
    inner join raw.lineage
        on lineage.incident_id = chain.incident_id
        and lineage.child_hash = chain.parent_hash
    where not lineage.is_contradicted
)

select * from chain;

with ranks as (
    select
        incident_id,
        document_id,
        rank
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join (
            select child_hash as document_hash
            from chain
            where child_document_id > ''
        ) using (document_hash)
    )
)

select
    chain.incident_id,
    chain.child_document_id,
    chain.parent_document_id,
    ranks.rank
from chain
inner join ranks
    on ranks.incident_id = chain.incident_id
    and ranks.document_id = chain.child_document_id;
