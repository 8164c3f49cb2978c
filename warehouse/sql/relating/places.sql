-- Where do the texts of some versions stand?
-- Grain: one row per version.
-- Parameters: $numbers text, a JSON list of integers (a list as such takes DuckDB 0.1 ms per number).
select
    version_number,
    version_key,
    document_row
from raw.compared
inner join (select unnest(from_json($numbers, '["INTEGER"]')) as version_number) as wanted using (version_number);
