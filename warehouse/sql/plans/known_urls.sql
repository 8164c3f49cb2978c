-- What has every source been asked for already, and with which validators may it be asked again? What was
-- refused, or missing twice, is asked again after a week. A page that answered with captchas only is not known.
-- Grain: one row per source and URL, of those asked for in the last 90 days before the run.
-- Parameters: $as_of timestamptz.
with outcomes as (
    select
        source_id,
        url,
        role,
        arg_max(etag, ended_at) filter (where etag is not null) as etag,
        arg_max(last_modified, ended_at) filter (where last_modified is not null) as last_modified,
        max(ended_at) filter (where outcome in ('fetched', 'not_modified')) as had_at,
        max(ended_at) filter (
            where outcome in (
                'robots_disallowed', 'needs_browser', 'too_large', 'wrong_type', 'empty_body',
                'redirect_loop', 'refused_address', 'refused_scheme'
            )
        ) as refused_at,
        max(ended_at) filter (where http_status in (401, 403, 404, 410, 451)) as missed_at,
        count(distinct run_id) filter (where http_status in (401, 403, 404, 410, 451)) as missed_count
    from stg_fates
    where ended_at <= $as_of
    group by source_id, url, role
),

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

known_urls as (
    select
        source_id,
        url,
        etag,
        last_modified,
        had_at as fetched_at
    from outcomes
    where (
            had_at > $as_of - interval 90 day
            and not (role = 'page' and url in (select url from captchas))
        )
        or refused_at > $as_of - interval 7 day
        or (missed_count >= 2 and missed_at > $as_of - interval 7 day)
)

select * from known_urls
order by source_id, url;
