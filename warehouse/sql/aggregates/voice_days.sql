-- Which parties spoke on a day, and what did each say first?
-- A party speaks when an article quotes it directly, or who speaks for it, and when a statement of its own appears: an
-- article without a writer that names it as its origin (its post, or a copy of its notice), or any such article of an
-- official source that is no copy of somebody else's. An official source called like an entity is that party. A mirror prints the time of its original,
-- and said nothing first; nor did what tells only its day.
-- Grain: one row per incident, day of its calendar, party and way of speaking.
-- Kept: by incident_id, day of touched.days.
with names as (
    select
        incident_id,
        coalesce(speaks_for, tag) as party_id,
        coalesce(role, '') in ('outlet', 'media', 'newspaper', 'agency', 'portal') as is_outlet,
        unnest(terms) as name
    from tags
    where kind = 'entity'
),

spoken as (
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
        coverage.incident_id,
        coverage.published_on as day,
        coalesce(names.party_id, coverage.source_id) as party_id,
        case when coverage.source_kind = 'official' then 'official source' else 'own statement' end as by_what,
        coverage.published_at,
        coverage.document_id,
        coverage.source_kind = 'mirror' as is_mirror,
        coverage.published_precision,
        coverage.source_name,
        coverage.url,
        coalesce(coverage.credit, coverage.source_name) as speaker,
        '' as verb,
        coverage.title as text
    from coverage
    left join names
        on names.incident_id = coverage.incident_id
        and (
            names.name = lower(coverage.credit) and not names.is_outlet
            or names.name = lower(coverage.source_name) and coverage.source_kind = 'official'
        )
    where (coverage.source_kind = 'official' or names.name is not null)
        and coverage.author is null
        and coverage.published_on is not null
        and (
            names.name is not null
            or coverage.is_origin
            or coverage.credit is null
            or contains(coverage.source_name, coverage.credit)
            or contains(coverage.credit, coverage.source_name)
        )
),

counted as (
    select *
    from spoken
    qualify row_number() over (
        partition by incident_id, document_id, party_id
        order by by_what = 'quote', text
    ) = 1
),

ordered as (
    select
        *,
        (published_precision in ('day', 'month'), published_at, is_mirror, document_id, text) as place
    from counted
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
