-- Load the lineage of all incidents: it replaces the former one, since one more article may move many.
-- Grain: one row per claim that one document was had from another.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.lineage
limit 0;

copy batch from $file (format json);

insert into touched.claims
select distinct
    incident_id,
    child_document_id
from (
    (select * from batch except select * from raw.lineage)
    union all
    (select * from raw.lineage except select * from batch)
);

delete from raw.lineage;

insert into raw.lineage by name
select * from batch;
