-- Which pages were seen but not fetched, for want of budget or because a run was interrupted?
-- Grain: one row per source and URL, the oldest first.
-- Parameters: $as_of timestamptz.
with last_fates as (
    select
        source_id,
        url,
        arg_max(outcome, ended_at) as outcome,
        min(ended_at) as first_asked_at
    from stg_fates
    where role = 'page'
        and ended_at <= $as_of
    group by source_id, url
),

leftovers as (
    select
        source_id,
        url,
        first_asked_at
    from last_fates
    where outcome in ('budget_spent', 'interrupted')
)

select
    leftovers.source_id,
    leftovers.url,
    stg_sightings.via
from leftovers
left join stg_sightings using (source_id, url)
order by leftovers.source_id, leftovers.first_asked_at, leftovers.url;
