-- Did every source answer on a day of its calendar, and with how much of what was to be expected?
-- Grain: one row per source and day on which it was asked.
with asked as (
    select
        stg_fates.*,
        cast(timezone(coalesce(stg_sources.timezone, 'UTC'), stg_fates.ended_at) as date) as seen_on
    from stg_fates
    left join stg_sources using (source_id)
),

requests as (
    select
        source_id,
        seen_on,
        count(*) filter (where role = 'discovery') as asked_count,
        count(*) filter (
            where role = 'discovery' and outcome in ('fetched', 'not_modified')
        ) as answered_count,
        count(*) filter (where role = 'discovery' and outcome = 'not_modified') as unchanged_count,
        count(*) filter (where role = 'page' and outcome in ('fetched', 'not_modified')) as fetched,
        count(*) filter (
            where role = 'page'
                and outcome not in ('fetched', 'not_modified', 'known', 'off_topic', 'robots_disallowed')
        ) as failed
    from asked
    group by all
),

links as (
    select
        stg_link_counts.source_id,
        cast(timezone(coalesce(stg_sources.timezone, 'UTC'), stg_link_counts.seen_at) as date) as seen_on,
        sum(link_count) as link_count
    from stg_link_counts
    left join stg_sources using (source_id)
    group by all
),

days as (
    select
        requests.*,
        coalesce(links.link_count, 0) as link_count,
        median(coalesce(links.link_count, 0)) over (
            partition by requests.source_id
            order by requests.seen_on
            rows between 28 preceding and 1 preceding
        ) as expected
    from requests
    left join links using (source_id, seen_on)
),

completeness as (
    select
        source_id,
        seen_on,
        expected,
        link_count,
        fetched,
        failed,
        case
            when asked_count > 0 and answered_count = 0 then 'outage'
            when asked_count > 0 and unchanged_count = 0 and link_count = 0 and coalesce(expected, 1) >= 1 then 'silent'
            when failed > 0 or answered_count < asked_count then 'partial'
            else 'ok'
        end as status
    from days
)

select * from completeness
order by source_id, seen_on;
