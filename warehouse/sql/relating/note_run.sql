-- Note a file of postings; it takes the place of all that begin where it does or later.
-- Grain: one row per file of postings, none returned.
-- Parameters: $first_number integer, $end_number integer, $posting_count bigint, $name text.
delete from raw.posting_runs
where first_number >= $first_number;

insert into raw.posting_runs
select
    $first_number,
    $end_number,
    $posting_count,
    $name;
