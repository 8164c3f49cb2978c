-- Load lineage: it replaces the former claims of the articles that were related anew.
-- Grain: one row per claim that one document was had from another.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.lineage
limit 0;

copy batch from $file (format json);

update batch
set
    child_hash = md5_number_lower(child_document_id),
    parent_hash = md5_number_lower(parent_document_id);

create or replace temp table batch_former as
select *
from raw.lineage
where rowid in (
    select lineage.rowid
    from raw.lineage
    semi join batch_related
        on batch_related.incident_id = lineage.incident_id
        and batch_related.document_hash = lineage.child_hash
    where lineage.rowid >= 0
);

create or replace temp table batch_moved as
select distinct
    incident_id,
    child_document_id,
    child_hash
from (
    (select * from batch except select * from batch_former)
    union all
    (select * from batch_former except select * from batch)
);

delete from raw.lineage
using batch_moved
where lineage.incident_id = batch_moved.incident_id
    and lineage.child_hash = batch_moved.child_hash;

insert into raw.lineage by name
select *
from batch
semi join batch_moved using (incident_id, child_hash)
order by incident_id, child_document_id;

insert into touched.claims
select
    incident_id,
    child_document_id
from batch_moved;
