-- What was said by whom, who printed it first, and by how many independent stories was it repeated?
-- Equal quotes are joined by their words without blanks and punctuation; copies of one story repeat it once.
-- Grain: one row per quote: words and speaker.
-- Parameters: $incident text, $since date = null, $until date = null.
with said as (
    select
        quotes.quote_key,
        coalesce(quotes.speaker_tag, quotes.speaker) as said_by,
        quotes.document_id,
        coverage.cluster_id,
        coverage.published_at
    from quotes
    inner join coverage using (incident_id, document_id)
    where quotes.incident_id = $incident
        and coverage.incident_id = $incident
        and coverage.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

counts as (
    select
        quote_key,
        said_by,
        min(published_at) as first_at,
        max(published_at) as last_at,
        count(distinct document_id) as articles,
        count(distinct cluster_id) as stories
    from said
    group by quote_key, said_by
),

-- Their words are looked up only for those that are told; of equal ones all, since their words decide.
told as (
    select *
    from counts
    qualify rank() over (order by stories desc, articles desc, first_at) <= 200
),

joined as (
    select
        told.said_by,
        arg_min(quotes.speaker, (coverage.published_at, coverage.document_id)) as speaker,
        arg_min(quotes.verb, (coverage.published_at, coverage.document_id)) as verb,
        arg_min(quotes.text, (coverage.published_at, coverage.document_id)) as text,
        bool_or(quotes.is_direct) as is_direct,
        arg_min(quotes.numbers, (coverage.published_at, coverage.document_id)) as numbers,
        any_value(told.first_at) as first_at,
        arg_min(coverage.source_name, (coverage.published_at, coverage.document_id)) as first_source,
        arg_min(coverage.url, (coverage.published_at, coverage.document_id)) as first_url,
        any_value(told.last_at) as last_at,
        any_value(told.articles) as articles,
        any_value(told.stories) as stories
    from told
    inner join quotes
        on quotes.quote_key = told.quote_key
        and coalesce(quotes.speaker_tag, quotes.speaker) = told.said_by
    inner join coverage using (incident_id, document_id)
    where quotes.incident_id = $incident
        and coverage.incident_id = $incident
        and coverage.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by told.quote_key, told.said_by
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
