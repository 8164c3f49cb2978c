-- Which other articles make up the stories of the wanted ones, and of which one is each a copy?
-- Grain: one row per incident and document.
-- Parameters: $related text, JSON of incidents with document ids: those that are related anew and need not be told.
create or replace temp table members as
with related as (
    select
        incident_id,
        unnest("value") as document_id
    from (
        select unnest(from_json($related, '[{"incident_id": "varchar", "value": ["varchar"]}]'), recursive := true)
    )
),

placed as (
    select
        incident_id,
        document_id,
        story_number
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join wanted using (document_hash)
    )
),

stories as (
    select distinct story_number
    from placed
    semi join wanted using (incident_id, document_id)
),

in_stories as (
    select *
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join (
            select story_number
            from stories
            where story_number >= 0
        ) using (story_number)
    )
)

select *
from in_stories
anti join related using (incident_id, document_id);

with copies as (
    select
        lineage.incident_id,
        lineage.child_document_id,
        lineage.parent_document_id
    from raw.lineage
    semi join members
        on members.incident_id = lineage.incident_id
        and members.document_hash = lineage.child_hash
    where lineage.is_copy
        and not lineage.is_contradicted
)

select
    members.incident_id,
    members.document_id,
    copies.parent_document_id,
    to_json(members) as standing
from (select * exclude (document_hash, story_number, title_number, outlet_number) from members) as members
left join copies
    on copies.incident_id = members.incident_id
    and copies.child_document_id = members.document_id;
