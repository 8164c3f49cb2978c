-- The part of the sums by day from which the sums of touched months follow, as tables of the database `part`.
-- Grain: no rows.
create table part.main.word_days as
select *
from word_days
semi join (
    select
        incident_id,
        cast(unnest(generate_series(month, month + interval 1 month - interval 1 day, interval 1 day)) as date) as day
    from touched.months
) using (incident_id, day);
