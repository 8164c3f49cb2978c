-- What came of each source in a run, and what went wrong most? An article that was removed went wrong for nobody.
-- Grain: one row per source that the run was to ask or did ask.
-- Parameters: $run_id text.
with this_run as (
    select *
    from runs
    where run_id = $run_id
),

asked as (
    select distinct unnest(source_ids) as source_id
    from this_run
    where kind = 'daily'
    union
    select source_id
    from staging.stg_fates
    where run_id = $run_id
),

failures as (
    select *
    from staging.stg_fates as failed
    where run_id = $run_id
        and outcome not in ('fetched', 'not_modified', 'known', 'off_topic', 'budget_spent')
        and not (
            coalesce(http_status in (404, 410), false)
            and exists (
                select 1
                from staging.stg_captures as captures
                where captures.url = failed.url and captures.fetched_at < failed.ended_at
            )
        )
),

worst as (
    select
        source_id,
        count(*) as failed,
        mode(outcome || coalesce(' ' || http_status, '')) as mostly
    from failures
    group by source_id
),

outcomes as (
    select
        source_id,
        count(*) filter (where role = 'page' and outcome in ('fetched', 'not_modified')) as fetched,
        count(*) filter (where role = 'page' and outcome = 'known') as known,
        count(*) filter (where outcome in ('budget_spent', 'interrupted')) as left_over
    from staging.stg_fates
    where run_id = $run_id
    group by source_id
),

links as (
    select
        source_id,
        sum(link_count) as seen
    from staging.stg_link_counts
    where run_id = $run_id
    group by source_id
),

new_documents as (
    select
        documents.source_id,
        count(*) as documents
    from (
        select
            raw_documents.document_id,
            any_value(raw_documents.source_id) as source_id,
            min(landing_files.loaded_at) as loaded_at
        from raw.documents as raw_documents
        inner join raw.landing_files on landing_files.file = raw_documents.capture_file
        group by raw_documents.document_id
    ) as documents
    inner join this_run on this_run.as_of = documents.loaded_at
    group by documents.source_id
),

states as (
    select
        completeness.source_id,
        completeness.status
    from completeness
    cross join this_run
    where completeness.seen_on <= cast(this_run.as_of + interval 14 hour as date)
    qualify row_number() over (partition by completeness.source_id order by completeness.seen_on desc) = 1
),

source_counts as (
    select
        asked.source_id,
        coalesce(sources.name, asked.source_id) as source_name,
        cast(coalesce(links.seen, 0) as bigint) as seen,
        coalesce(outcomes.fetched, 0) as fetched,
        coalesce(new_documents.documents, 0) as documents,
        coalesce(outcomes.known, 0) as known,
        coalesce(worst.failed, 0) as failed,
        coalesce(outcomes.left_over, 0) as left_over,
        case when outcomes.source_id is null then 'outage' else coalesce(states.status, 'ok') end as status,
        coalesce(worst.mostly, '') as mostly
    from asked
    left join sources using (source_id)
    left join outcomes using (source_id)
    left join worst using (source_id)
    left join links using (source_id)
    left join new_documents using (source_id)
    left join states using (source_id)
)

select * from source_counts
order by
    case status when 'outage' then 0 when 'silent' then 1 when 'partial' then 2 else 3 end,
    documents desc,
    source_id;
