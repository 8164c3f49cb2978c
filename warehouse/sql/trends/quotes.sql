-- What was said by whom, who printed it first, and by how many independent stories was it repeated?
-- Equal quotes are joined by their words without blanks and punctuation; copies of one story repeat it once.
-- Grain: one row per quote: words and speaker.
-- Parameters: $incident text, $since date = null, $until date = null.
with said as (
    select
        quotes.quote_key,
        coalesce(quotes.speaker_tag, quotes.speaker) as said_by,
        quotes.speaker,
        quotes.verb,
        quotes.text,
        quotes.is_direct,
        quotes.numbers,
        quotes.document_id,
        coverage.cluster_id,
        coverage.source_name,
        coverage.published_at,
        coverage.url
    from quotes
    inner join coverage using (incident_id, document_id)
    where quotes.incident_id = $incident
        and coverage.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

joined as (
    select
        said_by,
        arg_min(speaker, (published_at, document_id)) as speaker,
        arg_min(verb, (published_at, document_id)) as verb,
        arg_min(text, (published_at, document_id)) as text,
        bool_or(is_direct) as is_direct,
        arg_min(numbers, (published_at, document_id)) as numbers,
        min(published_at) as first_at,
        arg_min(source_name, (published_at, document_id)) as first_source,
        arg_min(url, (published_at, document_id)) as first_url,
        max(published_at) as last_at,
        count(distinct document_id) as articles,
        count(distinct cluster_id) as stories
    from said
    group by quote_key, said_by
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
