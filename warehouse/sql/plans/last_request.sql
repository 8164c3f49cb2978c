-- When did the last request of a run end, before it was killed and is now started again? Null: it asked for nothing.
-- Grain: one row.
-- Parameters: $run_id text.
select max(ended_at) as ended_at
from stg_fates
where run_id = $run_id;
