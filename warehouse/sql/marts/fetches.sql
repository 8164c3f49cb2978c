-- How did every request end? `at` must be quoted in DuckDB; `ended_at` says the same.
-- Grain: one row per URL and run; where several sources met a URL, the outcome that tells most.
-- Kept: by url of touched.urls.
with ranked as (
    select
        *,
        ended_at as "at",
        row_number() over (
            partition by url, run_id
            order by
                case
                    when outcome in ('fetched', 'not_modified') then 0
                    when outcome in ('known', 'off_topic', 'budget_spent') then 2
                    else 1
                end,
                ended_at desc,
                source_id
        ) as rank
    from stg_fates
),

fetches as (
    select * exclude (rank)
    from ranked
    where rank = 1
)

select * from fetches
order by ended_at, url;
