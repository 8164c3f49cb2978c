-- Which versions were compared just now? Runs after candidates.sql.
-- Grain: one row per version.
select version_key
from new_versions;
