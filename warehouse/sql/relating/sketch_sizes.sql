-- How many fingerprints has each version that has been compared?
-- Grain: one row per version.
select
    version_number,
    fingerprint_count
from raw.compared;
