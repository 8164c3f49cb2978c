-- Load standings: those of an incident that is related anew replace all that it had, see load_lineage.sql.
-- Grain: one row per relevant document and incident.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.standings
limit 0;

copy batch from $file (format json);

insert into touched.documents
select distinct document_id
from (
    (select * from batch except select * from raw.standings)
    union all
    (select * from raw.standings except select * from batch)
);

delete from raw.standings;

insert into raw.standings by name
select * from batch;
