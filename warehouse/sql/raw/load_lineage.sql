-- Load lineage: it replaces the former claims of the articles that were related anew.
-- Grain: one row per claim that one document was had from another.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.lineage
limit 0;

copy batch from $file (format json);

create or replace temp table batch_former as
select *
from raw.lineage
where (incident_id, child_document_id) in (select (incident_id, document_id) from batch_related);

create or replace temp table batch_moved as
select distinct
    incident_id,
    child_document_id
from (
    (select * from batch except select * from batch_former)
    union all
    (select * from batch_former except select * from batch)
);

delete from raw.lineage
using batch_moved
where lineage.incident_id = batch_moved.incident_id
    and lineage.child_document_id = batch_moved.child_document_id;

insert into raw.lineage by name
select *
from batch
semi join batch_moved using (incident_id, child_document_id)
order by incident_id, child_document_id;

insert into touched.claims
select * from batch_moved;
