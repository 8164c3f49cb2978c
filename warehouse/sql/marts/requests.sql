-- How did the requests of a run to a source end?
-- Grain: one row per run and source.
-- Kept: by run_id, source_id of touched.requests.
with requests as (
    select
        run_id,
        source_id,
        min(ended_at) as first_ended_at,
        count(*) filter (where role = 'discovery') as asked_count,
        count(*) filter (
            where role = 'discovery' and outcome in ('fetched', 'not_modified')
        ) as answered_count,
        count(*) filter (where role = 'discovery' and outcome = 'fetched') as fetched_list_count,
        count(*) filter (where outcome in ('fetched', 'not_modified')) as any_answer_count,
        count(*) filter (where role = 'page' and outcome in ('fetched', 'not_modified')) as fetched,
        count(*) filter (
            where role = 'page' and outcome not in ('fetched', 'not_modified', 'known', 'off_topic')
        ) as failed
    from stg_fates
    group by run_id, source_id
)

select * from requests
order by run_id, source_id;
