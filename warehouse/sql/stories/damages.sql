-- Which landed records of an article cannot be read?
-- Grain: one row per record.
-- Parameters: $urls list of text, its addresses.
with addresses as (
    select unnest($urls) as url
)

select damages.*
from raw.damages
semi join addresses on starts_with(damages.reason, addresses.url || ': ')
order by damages.file, damages."offset";
