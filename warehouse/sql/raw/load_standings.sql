-- Load standings: they replace the former ones of the same articles and of all that were related anew.
-- Grain: one row per relevant document and incident.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.standings
limit 0;

copy batch from $file (format json);

update batch
set
    document_hash = md5_number_lower(document_id),
    story_number = md5_number_lower(concat_ws(' ', incident_id, cluster_id)),
    title_number = md5_number_lower(concat_ws(' ', incident_id, title_key)),
    outlet_number = md5_number_lower(concat_ws(' ', incident_id, source_id));

create or replace temp table batch_replaced as
select
    incident_id,
    document_id,
    document_hash
from batch
union
select * from batch_related;

create or replace temp table batch_former as
select *
from (
    select *
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join (
            select document_hash
            from batch_replaced
            where document_id > ''
        ) using (document_hash)
    )
)
semi join batch_replaced using (incident_id, document_id);

create or replace temp table batch_moved as
(select * from batch except select * from batch_former)
union all
(select * from batch_former except select * from batch);

delete from raw.standings
using (select distinct incident_id, document_hash from batch_moved) as moved
where standings.incident_id = moved.incident_id
    and standings.document_hash = moved.document_hash;

insert into raw.standings by name
select *
from batch
semi join batch_moved using (incident_id, document_hash)
order by incident_id, rank;

insert into touched.documents
select distinct document_id
from batch_moved;
