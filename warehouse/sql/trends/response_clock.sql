-- How long after the first report did each party of the incident speak?
-- A party speaks when an article first quotes it directly, or who speaks for it (`speaks_for` in the incident's file),
-- or when an article of an official source appears. First report is the
-- earliest dated article. `precision` is the coarser of both times: with day or month, the minutes say only the days.
-- Parties are the incident's targets, then every other entity that is quoted.
-- Grain: one row per party that spoke.
-- Parameters: $incident text, $since date = null, $until date = null.
with spoken as (
    select *
    from voice_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

coarseness as (
    select unnest(['second', 'minute', 'hour', 'day', 'month']) as precision, unnest(range(5)) as coarseness
),

first_days as (
    select min(day) as day
    from incident_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

reports as (
    select
        min(coverage.published_at) as first_at,
        arg_min(coalesce(coarseness.coarseness, 4), (coverage.published_at, coverage.document_id)) as coarseness
    from coverage
    inner join first_days on first_days.day = coverage.published_on
    left join coarseness on coarseness.precision = coverage.published_precision
    where coverage.incident_id = $incident
),

firsts as (
    select
        spoken.party_id,
        spoken.by_what,
        coalesce(bool_or(spoken.by_what = 'quote' and list_contains(incidents.targets, spoken.party_id)), false)
            as is_target,
        min(spoken.spoke_at) as spoke_at,
        arg_min(coalesce(coarseness.coarseness, 4), (spoken.spoke_at, spoken.document_id)) as coarseness,
        arg_min(spoken.source_name, (spoken.spoke_at, spoken.document_id)) as first_source,
        arg_min(spoken.speaker, (spoken.spoke_at, spoken.document_id)) as speaker,
        arg_min(spoken.verb, (spoken.spoke_at, spoken.document_id)) as verb,
        arg_min(spoken.text, (spoken.spoke_at, spoken.document_id)) as text,
        arg_min(spoken.url, (spoken.spoke_at, spoken.document_id)) as url,
        cast(sum(spoken.articles) as bigint) as articles
    from spoken
    inner join incidents using (incident_id)
    left join coarseness on coarseness.precision = spoken.published_precision
    group by spoken.party_id, spoken.by_what
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
