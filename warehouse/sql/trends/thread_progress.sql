-- Which open questions are still followed up: when last and by whom, and does the coverage rise or fall?
-- A follow-up is an article of its own, not a copy. The movement compares the last seven days with the seven before,
-- counted back from the last run (else the last article): rising or falling where a two-sided exact binomial test
-- (given the sum, half each; mid-p) is at most 0.05, steady where not, quiet without any follow-up in both, open where
-- nobody ever followed it up. With fewer than six follow-ups in both weeks nothing can be clear.
-- Grain: one row per thread of the incident.
-- Parameters: $incident text, $since date = null, $until date = null.
with chosen as (
    select
        incident_id,
        timezone,
        coalesce($until, 'infinity'::date) as to_day
    from incidents
    where incident_id = $incident
),

last_run as (
    select max(cast(timezone(chosen.timezone, runs.as_of) as date)) as run_on
    from runs
    cross join chosen
),

followed as not materialized (
    select *
    from thread_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

today as (
    select least(
        coalesce((select run_on from last_run), (select max(day) from followed)),
        (select to_day from chosen)
    ) as day
),

counts as (
    select
        followed.tag,
        cast(sum(followed.articles) as bigint) as articles,
        cast(sum(followed.follow_ups) as bigint) as follow_ups,
        count(distinct followed.source_id) as sources,
        min(followed.day) as first_on,
        max(followed.day) filter (where followed.follow_ups > 0) as last_on,
        cast(
            coalesce(sum(followed.follow_ups) filter (where followed.day between today.day - 6 and today.day), 0) as bigint
        ) as last_week,
        cast(
            coalesce(sum(followed.follow_ups) filter (where followed.day between today.day - 13 and today.day - 7), 0)
            as bigint
        ) as week_before
    from followed
    cross join today
    group by followed.tag
),

lasts as (
    select
        followed.tag,
        arg_max(followed.last_source, (followed.last_at, followed.last_url)) as last_source,
        arg_max(followed.last_title, (followed.last_at, followed.last_url)) as last_title,
        arg_max(followed.last_url, (followed.last_at, followed.last_url)) as last_url,
        arg_max(followed.last_evidence, (followed.last_at, followed.last_url)) as last_evidence
    from followed
    inner join counts
        on counts.tag = followed.tag
        and counts.last_on = followed.day
    where followed.follow_ups > 0
    group by followed.tag
),

tests as (
    select
        tag,
        2 * sum(
            exp(
                lgamma(last_week + week_before + 1) - lgamma(below.k + 1)
                - lgamma(last_week + week_before - below.k + 1) - (last_week + week_before) * ln(2)
            ) * case when below.k = least(last_week, week_before) then 0.5 else 1 end
        ) as probability
    from counts
    cross join lateral unnest(range(least(last_week, week_before) + 1)) as below(k)
    where last_week + week_before > 0
    group by tag
),

thread_progress as (
    select
        tags.tag as thread_id,
        tags.name as question,
        coalesce(counts.articles, 0) as articles,
        coalesce(counts.follow_ups, 0) as follow_ups,
        coalesce(counts.sources, 0) as sources,
        counts.first_on,
        counts.last_on,
        today.day - counts.last_on as quiet_days,
        lasts.last_source,
        coalesce(counts.last_week, 0) as last_week,
        coalesce(counts.week_before, 0) as week_before,
        case
            when counts.tag is null then 'open'
            when counts.last_week + counts.week_before = 0 then 'quiet'
            when tests.probability <= 0.05 and counts.last_week > counts.week_before then 'rising'
            when tests.probability <= 0.05 and counts.last_week < counts.week_before then 'falling'
            else 'steady'
        end as movement,
        lasts.last_title,
        lasts.last_evidence,
        lasts.last_url
    from chosen
    inner join tags on tags.incident_id = chosen.incident_id and tags.kind = 'thread'
    left join counts using (tag)
    left join lasts using (tag)
    left join tests using (tag)
    cross join today
)

select * from thread_progress
order by last_on desc nulls last, follow_ups desc, thread_id;
