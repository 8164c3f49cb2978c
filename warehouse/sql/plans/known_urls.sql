-- What has every source been asked for successfully, and with which validators may it be asked again?
-- Grain: one row per source and URL, of those seen in the last 90 days before the run.
-- Parameters: $as_of timestamptz.
with outcomes as (
    select
        source_id,
        url,
        role,
        arg_max(etag, ended_at) filter (where etag is not null) as etag,
        arg_max(last_modified, ended_at) filter (where last_modified is not null) as last_modified,
        max(ended_at) as asked_at
    from stg_fates
    where ended_at <= $as_of
        and outcome in ('fetched', 'not_modified', 'known', 'too_large', 'wrong_type', 'redirect_loop')
    group by source_id, url, role
),

known_urls as (
    select
        source_id,
        url,
        etag,
        last_modified
    from outcomes
    where asked_at > $as_of - interval 90 day
)

select * from known_urls
order by source_id, url;
