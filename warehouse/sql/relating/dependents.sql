-- Whose parents may be others because the wanted articles moved: their children, their mirrors, those that link to them,
-- those that name their outlet and come after them, and those that a mirror or a credit made a parent out of turn.
-- Grain: one row per incident and document.
-- Parameters: $printed text, JSON of incidents with names printed and the rank from which on they matter;
-- $titles text, JSON of incidents with headlines whose first article may be another one.
with named as (
    select
        incident_id,
        unnest("value", recursive := true)
    from (
        select
            unnest(
                from_json($printed, '[{"incident_id": "varchar", "value": [{"name": "varchar", "rank": "varchar"}]}]'),
                max_depth := 2
            )
    )
),

printing as (
    select
        incident_id,
        document_id,
        rank,
        unnest(names) as name
    from raw.standings
    where incident_id in (select incident_id from named)
        and rank >= (select min(rank) from named)
        and len(names) > 0
),

titles as (
    select distinct
        incident_id,
        unnest("value") as title_key
    from (
        select unnest(from_json($titles, '[{"incident_id": "varchar", "value": ["varchar"]}]'), recursive := true)
    )
),

addresses as (
    select distinct
        wanted.incident_id,
        addresses.url_number
    from raw.addresses
    inner join wanted using (document_id)
)

select
    lineage.incident_id,
    lineage.child_document_id as document_id
from raw.lineage
semi join wanted
    on wanted.incident_id = lineage.incident_id
    and wanted.document_hash = lineage.parent_hash
union
select
    incident_id,
    parent_document_id
from raw.lineage
semi join asking using (incident_id)
where is_backward
union
select
    addresses.incident_id,
    hyperlinks.document_id
from raw.hyperlinks
inner join addresses using (url_number)
union
select
    printing.incident_id,
    printing.document_id
from printing
inner join named
    on named.incident_id = printing.incident_id
    and named.name = printing.name
    and printing.rank >= named.rank
union
select
    incident_id,
    document_id
from raw.standings
where rowid in (
    select standings.rowid
    from raw.standings
    semi join (
        select md5_number_lower(concat_ws(' ', incident_id, title_key)) as title_number
        from titles
        where title_key > ''
    ) using (title_number)
);
