-- How many dates did every source of an incident print, and how many of them are false? Both also without the wanted ones.
-- Grain: one row per source.
-- Parameters: $incident text.
select
    source_id,
    count(*) filter (where is_printed) as printed,
    count(*) filter (where is_refused or doubt <> '') as false_ones,
    count(*) filter (where is_printed and wanted.document_id is null) as printed_by_others,
    count(*) filter (where (is_refused or doubt <> '') and wanted.document_id is null) as false_by_others
from raw.standings
left join wanted using (document_id)
where incident_id = $incident
group by source_id;
