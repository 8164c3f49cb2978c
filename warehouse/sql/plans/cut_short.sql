-- Of which sources did the last crawl not see all that their lists show, because it was killed or a request for one of
-- them failed in a way that passes? An unchanged first page says nothing then of the pages behind it. What failed for a
-- week has had its chances.
-- Grain: one row per source.
-- Parameters: $as_of timestamptz.
with requests as (
    select *
    from stg_fates
    where role = 'discovery'
        and ended_at <= $as_of
),

last_runs as (
    select
        source_id,
        arg_max(run_id, ended_at) as run_id
    from requests
    group by source_id
),

hopes as (
    select
        source_id,
        url
    from requests
    group by source_id, url
    having min(ended_at) > $as_of - interval 7 day
        or max(ended_at) filter (where outcome in ('fetched', 'not_modified')) > $as_of - interval 7 day
)

select distinct requests.source_id
from requests
inner join last_runs using (source_id, run_id)
inner join hopes using (source_id, url)
where requests.outcome in (
        'interrupted', 'timed_out', 'dns_error', 'connection_error', 'breaker_open', 'robots_unavailable'
    )
    or requests.outcome = 'http_error' and (requests.http_status >= 500 or requests.http_status in (408, 425, 429))
order by requests.source_id;
