-- How many dates did every source print in an incident, and how many of them are false? Both also without the wanted ones.
-- Grain: one row per incident and source.
with tallies as (
    select
        incident_id,
        source_id,
        count(*) filter (where is_printed) as printed,
        count(*) filter (where is_refused or doubt <> '') as false_ones
    from raw.standings
    semi join asking using (incident_id)
    group by incident_id, source_id
),

found as (
    select *
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join wanted using (document_hash)
    )
),

own as (
    select
        incident_id,
        source_id,
        count(*) filter (where is_printed) as printed,
        count(*) filter (where is_refused or doubt <> '') as false_ones
    from found
    semi join wanted using (incident_id, document_id)
    group by incident_id, source_id
)

select
    tallies.incident_id,
    tallies.source_id,
    tallies.printed,
    tallies.false_ones,
    tallies.printed - coalesce(own.printed, 0) as printed_by_others,
    tallies.false_ones - coalesce(own.false_ones, 0) as false_by_others
from tallies
left join own using (incident_id, source_id);
