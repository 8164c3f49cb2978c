-- Who had each story first, and how long until somebody took it up?
-- Of more than 1,000 stories those with most articles are given.
-- Grain: one row per story that was taken up, the earliest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with copies as materialized (
    select
        story_number,
        source_id,
        copies,
        first_at,
        last_at
    from copy_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

-- Numbers alone are counted first: words are read of what is told only.
origins as materialized (
    select
        story_number,
        source_id,
        published_at
    from origin_days
    semi join copies using (story_number)
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

members as (
    select
        story_number,
        source_id,
        copies as articles,
        first_at as first_copy_at,
        last_at as last_copy_at,
        null as published_at
    from copies
    semi join origins using (story_number)
    union all
    select
        story_number,
        source_id,
        1 as articles,
        null as first_copy_at,
        published_at as last_copy_at,
        published_at
    from origins
),

stories as materialized (
    select
        story_number,
        cast(sum(articles) as bigint) as articles,
        count(distinct source_id) as sources,
        min(first_copy_at) as first_copy_at,
        max(last_copy_at) as last_copy_at
    from members
    group by story_number
    order by articles desc, min(published_at), story_number
    limit 1000
),

first_source as (
    select
        origin_days.published_at,
        origin_days.source_name,
        origin_days.title,
        stories.articles,
        stories.sources,
        date_diff('minute', origin_days.published_at, stories.first_copy_at) as minutes_to_first_copy,
        stories.last_copy_at,
        origin_days.document_id,
        origin_days.cluster_id,
        origin_days.url
    from origin_days
    inner join stories using (story_number)
    where origin_days.incident_id = $incident
        and origin_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from first_source
order by published_at, document_id;
