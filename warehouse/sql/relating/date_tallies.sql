-- How many dates did every source print in an incident, and how many of them are false? Both also without the wanted ones.
-- Grain: one row per incident and source.
select
    standings.incident_id,
    standings.source_id,
    count(*) filter (where standings.is_printed) as printed,
    count(*) filter (where standings.is_refused or standings.doubt <> '') as false_ones,
    count(*) filter (where standings.is_printed and wanted.document_id is null) as printed_by_others,
    count(*) filter (where (standings.is_refused or standings.doubt <> '') and wanted.document_id is null)
        as false_by_others
from raw.standings
semi join asking using (incident_id)
left join wanted using (incident_id, document_hash)
group by standings.incident_id, standings.source_id;
