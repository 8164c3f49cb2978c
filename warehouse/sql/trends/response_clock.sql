-- How long after the first report did each party of the incident speak?
-- A party speaks when an article first quotes it directly, or who speaks for it (`speaks_for` in the incident's file),
-- or when an article of an official source appears. First report is the
-- earliest dated article. `precision` is the coarser of both times: with day or month, the minutes say only the days.
-- Parties are the incident's targets, then every other entity that is quoted.
-- Grain: one row per party that spoke.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select
        coverage.*,
        incidents.targets,
        case coverage.published_precision
            when 'second' then 0 when 'minute' then 1 when 'hour' then 2 when 'day' then 3 else 4
        end as coarseness
    from coverage
    inner join incidents using (incident_id)
    where coverage.incident_id = $incident
        and coverage.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

reports as (
    select
        min(published_at) as first_at,
        arg_min(coarseness, (published_at, document_id)) as coarseness
    from published
),

spoken as (
    select
        coalesce(tags.speaks_for, quotes.speaker_tag) as party_id,
        published.published_at,
        published.document_id,
        published.coarseness,
        published.source_name,
        published.url,
        quotes.speaker,
        quotes.verb,
        quotes.text,
        list_contains(published.targets, coalesce(tags.speaks_for, quotes.speaker_tag)) as is_target,
        'quote' as by_what
    from quotes
    inner join published using (incident_id, document_id)
    left join tags
        on tags.incident_id = quotes.incident_id
        and tags.kind = 'entity'
        and tags.tag = quotes.speaker_tag
    where quotes.is_direct
        and quotes.speaker_tag is not null
    union all
    select
        source_id as party_id,
        published_at,
        document_id,
        coarseness,
        source_name,
        url,
        source_name as speaker,
        '' as verb,
        title as text,
        false as is_target,
        'official source' as by_what
    from published
    where source_kind = 'official'
),

firsts as (
    select
        party_id,
        by_what,
        bool_or(is_target) as is_target,
        min(published_at) as spoke_at,
        arg_min(coarseness, (published_at, document_id)) as coarseness,
        arg_min(source_name, (published_at, document_id)) as first_source,
        arg_min(speaker, (published_at, document_id)) as speaker,
        arg_min(verb, (published_at, document_id)) as verb,
        arg_min(text, (published_at, document_id)) as text,
        arg_min(url, (published_at, document_id)) as url,
        count(distinct document_id) as articles
    from spoken
    group by party_id, by_what
),

names as (
    select
        tag,
        name
    from tags
    where incident_id = $incident
        and kind = 'entity'
),

response_clock as (
    select
        firsts.party_id,
        coalesce(names.name, firsts.first_source) as party,
        firsts.is_target,
        firsts.by_what,
        firsts.spoke_at,
        date_diff('minute', reports.first_at, firsts.spoke_at) as minutes_after_first_report,
        ['second', 'minute', 'hour', 'day', 'month'][greatest(firsts.coarseness, reports.coarseness) + 1] as precision,
        firsts.articles,
        firsts.first_source,
        firsts.speaker,
        firsts.verb,
        firsts.text,
        firsts.url
    from firsts
    cross join reports
    left join names on names.tag = firsts.party_id
)

select * from response_clock
order by is_target desc, spoke_at, party_id;
