-- Which archives has the warehouse loaded completely?
-- Grain: one row per archive.
select file
from raw.landing_files;
