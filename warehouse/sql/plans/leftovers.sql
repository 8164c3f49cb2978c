-- Which pages were seen but not had: for want of budget, because a run was interrupted, or by a failure that passes
-- (the page of a captcha is one)? What failed for a week, or was left over for a month, has had its chances.
-- Grain: one row per source and URL, the oldest first.
-- Parameters: $as_of timestamptz.
with last_fates as (
    select
        source_id,
        url,
        arg_max(outcome, ended_at) as outcome,
        arg_max(http_status, ended_at) as http_status,
        min(ended_at) as first_asked_at,
        bool_or(outcome in ('fetched', 'not_modified')) as was_had
    from stg_fates
    where role = 'page'
        and ended_at <= $as_of
    group by source_id, url
),

-- Pages of which nothing but captchas was ever seen.
captchas as (
    select url
    from stg_rejections
    where fetched_at <= $as_of
    group by url
    having bool_and(reason = 'captcha')
    except
    select url
    from stg_captures
),

unhad as (
    select
        *,
        outcome not in ('budget_spent', 'interrupted') as has_failed
    from last_fates
    where outcome in ('budget_spent', 'interrupted') and first_asked_at > $as_of - interval 30 day
        or first_asked_at > $as_of - interval 7 day
        and (
            not was_had
            and (
                outcome in (
                    'timed_out', 'dns_error', 'connection_error', 'breaker_open', 'robots_unavailable'
                )
                or outcome = 'http_error' and (http_status >= 500 or http_status in (408, 425, 429))
            )
            or outcome in ('fetched', 'not_modified') and url in (select url from captchas)
        )
),

leftovers as (
    select
        unhad.source_id,
        unhad.url,
        concat_ws(chr(10), stg_sightings.title, stg_sightings.summary) as told,
        unhad.has_failed,
        unhad.first_asked_at,
        stg_sightings.via
    from unhad
    left join stg_sightings using (source_id, url)
)

select
    source_id,
    url,
    told,
    has_failed,
    via
from leftovers
order by source_id, first_asked_at, url;
