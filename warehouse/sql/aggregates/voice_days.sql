-- Which parties spoke on a day, and what did each say first?
-- A party speaks when an article quotes it directly, or who speaks for it, or when an article of an official source
-- appears. A mirror prints the time of its original, and said nothing first; nor did what tells only its day.
-- Grain: one row per incident, day of its calendar, party and way of speaking.
-- Kept: by incident_id, day of touched.days.
with spoken as (
    select
        coverage.incident_id,
        coverage.published_on as day,
        coalesce(tags.speaks_for, quotes.speaker_tag) as party_id,
        'quote' as by_what,
        coverage.published_at,
        coverage.document_id,
        coverage.source_kind = 'mirror' as is_mirror,
        coverage.published_precision,
        coverage.source_name,
        coverage.url,
        quotes.speaker,
        quotes.verb,
        quotes.text
    from quotes
    inner join coverage using (incident_id, document_id)
    left join tags
        on tags.incident_id = quotes.incident_id
        and tags.kind = 'entity'
        and tags.tag = quotes.speaker_tag
    where quotes.is_direct
        and quotes.speaker_tag is not null
        and coverage.published_on is not null
    union all
    select
        incident_id,
        published_on as day,
        source_id as party_id,
        'official source' as by_what,
        published_at,
        document_id,
        false as is_mirror,
        published_precision,
        source_name,
        url,
        source_name as speaker,
        '' as verb,
        title as text
    from coverage
    where source_kind = 'official'
        and published_on is not null
),

ordered as (
    select
        *,
        (published_precision in ('day', 'month'), published_at, is_mirror, document_id, text) as place
    from spoken
),

voice_days as (
    select
        incident_id,
        day,
        party_id,
        by_what,
        count(distinct document_id) as articles,
        arg_min(published_at, place) as spoke_at,
        arg_min(document_id, place) as document_id,
        arg_min(published_precision, place) as published_precision,
        arg_min(source_name, place) as source_name,
        arg_min(speaker, place) as speaker,
        arg_min(verb, place) as verb,
        arg_min(text, place) as text,
        arg_min(url, place) as url
    from ordered
    group by incident_id, day, party_id, by_what
)

select * from voice_days
order by incident_id, day, party_id, by_what;
