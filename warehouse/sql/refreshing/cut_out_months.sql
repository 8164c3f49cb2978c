-- The part of the sums by day from which the sums of touched months follow, as tables of the database `part`.
-- Grain: no rows.
create table part.main.word_days as
select word_days.*
from word_days
semi join touched.months
    on months.incident_id = word_days.incident_id
    and months.month = date_trunc('month', word_days.day);
