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

said as (
    select
        quote_number,
        story_number,
        articles,
        first_at,
        last_at
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
single as (
    select
        quote_number,
        first_at,
        last_at
    from quote_days
    anti join often using (quote_number)
    where coalesce((select articles from bar), 1) = 1
        and incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

counts as materialized (
    select
        quote_number,
        count(distinct story_number) as stories,
        cast(sum(articles) as bigint) as articles,
        min(first_at) as first_at,
        max(last_at) as last_at
    from said
    group by quote_number
    union all
    select
        quote_number,
        1 as stories,
        1 as articles,
        first_at,
        last_at
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

-- Their words are looked up only for those that are told; of equal ones all, since their words decide.
told as (
    select *
    from counts
    semi join most using (stories, articles, first_at)
),

joined as (
    select
        any_value(quote_days.said_by) as said_by,
        arg_min(quote_days.speaker, (quote_days.first_at, quote_days.document_id)) as speaker,
        arg_min(quote_days.verb, (quote_days.first_at, quote_days.document_id)) as verb,
        arg_min(quote_days.text, (quote_days.first_at, quote_days.document_id)) as text,
        bool_or(quote_days.is_direct) as is_direct,
        arg_min(quote_days.numbers, (quote_days.first_at, quote_days.document_id)) as numbers,
        any_value(told.first_at) as first_at,
        arg_min(quote_days.source_name, (quote_days.first_at, quote_days.document_id)) as first_source,
        arg_min(quote_days.url, (quote_days.first_at, quote_days.document_id)) as first_url,
        any_value(told.last_at) as last_at,
        any_value(told.articles) as articles,
        any_value(told.stories) as stories
    from told
    inner join quote_days using (quote_number)
    where quote_days.incident_id = $incident
        and quote_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by told.quote_number
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
