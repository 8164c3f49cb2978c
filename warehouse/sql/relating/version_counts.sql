-- How many versions are there, and how many of them have been compared?
-- Grain: one row.
select
    (select coalesce(max(version_number) + 1, 0) from raw.sketches) as version_count,
    (select coalesce(max(version_number) + 1, 0) from raw.compared) as compared_count;
