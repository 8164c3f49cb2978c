-- Which files hold the postings of the versions that have been compared?
-- Grain: one row per file, in the order of their versions.
select
    first_number,
    end_number,
    posting_count,
    name
from raw.posting_runs
order by first_number;
