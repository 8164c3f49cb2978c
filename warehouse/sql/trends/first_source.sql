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

spread as (
    select
        story_number,
        cast(sum(copies) as bigint) + 1 as articles,
        min(first_at) as first_copy_at,
        max(last_at) as last_copy_at
    from copies
    group by story_number
),

-- Numbers alone are counted: words are read of what is told only, by their rows. The condition that all rows fulfil makes
-- DuckDB pass over the others by a Bloom filter.
stories as materialized (
    select
        origin_days.rowid as origin_row,
        origin_days.source_id,
        origin_days.published_at,
        spread.*
    from origin_days
    inner join spread using (story_number)
    where origin_days.incident_id = $incident
        and origin_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    order by spread.articles desc, origin_days.published_at, spread.story_number
    limit 1000
),

members as (
    select
        story_number,
        source_id
    from stories
    union all
    select
        story_number,
        source_id
    from copies
    semi join stories using (story_number)
),

reached as (
    select
        story_number,
        count(distinct source_id) as sources
    from members
    group by story_number
),

origins as (
    select
        rowid as origin_row,
        source_name,
        title,
        document_id,
        cluster_id,
        url
    from origin_days
    where rowid in (
        select origin_row
        from stories
        where origin_row >= 0
    )
),

first_source as (
    select
        stories.published_at,
        origins.source_name,
        origins.title,
        stories.articles,
        reached.sources,
        case
            when stories.first_copy_at >= stories.published_at
                then date_diff('minute', stories.published_at, stories.first_copy_at)
        end as minutes_to_first_copy,
        greatest(stories.last_copy_at, stories.published_at) as last_copy_at,
        origins.document_id,
        origins.cluster_id,
        origins.url
    from stories
    inner join origins using (origin_row)
    inner join reached using (story_number)
)

select * from first_source
order by published_at, document_id;
