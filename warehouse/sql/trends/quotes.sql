-- What was said by whom, who printed it first, and by how many independent stories was it repeated?
-- Equal quotes are joined by their words without blanks and punctuation; copies of one story repeat it once.
-- Grain: one row per quote: words and speaker.
-- Parameters: $incident text, $since date = null, $until date = null.
with often as materialized (
    select
        quote_number,
        articles
    from quote_articles
    where incident_id = $incident
        and articles > 1
),

-- Stories are counted of no quote that has too few articles: the 200th of some that have many shows how many it takes.
likely as materialized (
    select quote_number
    from often
    order by articles desc
    limit 1000
),

counted as (
    select
        quote_number,
        count(distinct story_number) as stories,
        sum(articles) as articles
    from quote_days
    semi join likely using (quote_number)
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by quote_number
),

bar as (
    select if(articles > stories, stories + 1, stories) as articles
    from counted
    order by stories desc, counted.articles desc
    limit 1 offset 199
),

-- Words are read only of those who printed first what is told, by their rows. The condition that all rows fulfil makes
-- DuckDB pass over the others by a Bloom filter.
said as materialized (
    select
        quote_days.rowid as said_row,
        quote_number,
        story_number,
        articles,
        first_at,
        last_at,
        is_direct
    from quote_days
    semi join (
        select quote_number
        from often
        where articles >= coalesce((select articles from bar), 2)
    ) using (quote_number)
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

-- Where the repeated ones are few, quotes of one article each fill up the list.
single as materialized (
    select
        quote_days.rowid as said_row,
        quote_number,
        first_at,
        last_at,
        is_direct
    from quote_days
    anti join often using (quote_number)
    where coalesce((select articles from bar), 1) = 1
        and incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

totals as materialized (
    select
        quote_number,
        cast(sum(articles) as bigint) as articles,
        min(first_at) as first_at,
        max(last_at) as last_at,
        bool_or(is_direct) as is_direct,
        min(story_number) = max(story_number) as is_one_story
    from said
    group by quote_number
),

repeats as (
    select
        quote_number,
        count(distinct story_number) as stories
    from said
    semi join (
        select quote_number
        from totals
        where not is_one_story
    ) using (quote_number)
    group by quote_number
),

counts as materialized (
    select
        totals.quote_number,
        coalesce(repeats.stories, 1) as stories,
        totals.articles,
        totals.first_at,
        totals.last_at,
        totals.is_direct
    from totals
    left join repeats using (quote_number)
    union all
    select
        quote_number,
        1 as stories,
        1 as articles,
        first_at,
        last_at,
        is_direct
    from single
),

most as (
    select
        stories,
        articles,
        first_at
    from counts
    order by stories desc, articles desc, first_at
    limit 200
),

-- Of equal ones all are looked up, since their words decide.
told as materialized (
    select *
    from counts
    semi join most using (stories, articles, first_at)
),

utterances as materialized (
    select *
    from quote_days
    where rowid in (
        select said_row
        from (
            select
                said_row,
                quote_number,
                first_at
            from said
            union all
            select
                said_row,
                quote_number,
                first_at
            from single
        )
        semi join told using (quote_number, first_at)
        where said_row >= 0
    )
),

joined as (
    select
        told.*,
        first.said_by,
        first.speaker,
        first.verb,
        first.text,
        first.numbers,
        first.source_name as first_source,
        first.url as first_url
    from told
    inner join (
        select *
        from utterances
        qualify row_number() over (partition by quote_number order by document_id) = 1
    ) as first using (quote_number)
),

names as (
    select
        tag,
        name
    from tags
    where incident_id = $incident
        and kind = 'entity'
),

repeated as (
    select
        coalesce(names.name, joined.speaker) as speaker,
        joined.verb,
        joined.text,
        joined.is_direct,
        joined.stories,
        joined.articles,
        joined.first_at,
        joined.first_source,
        joined.last_at,
        joined.numbers,
        joined.first_url
    from joined
    left join names on names.tag = joined.said_by
)

select * from repeated
order by stories desc, articles desc, first_at, text
limit 200;
