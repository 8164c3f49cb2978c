-- How long after the first report did each party of the incident speak?
-- A party speaks when an article first quotes it directly, or who speaks for it (`speaks_for` in the incident's file),
-- or when a statement of its own appears: an article without a writer that names it as its origin, or is of an official
-- source. First report is the earliest dated article; one of which only the day is known comes after those of its day that tell their time.
-- `precision` is the coarser of both times: with day or month, the minutes are those from day to day.
-- Parties are the incident's targets, then every other entity that spoke, and official sources that are none.
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
        coverage.published_at as first_at,
        coverage.published_on as first_on,
        coalesce(coarseness.coarseness, 4) as coarseness
    from coverage
    inner join first_days on first_days.day = coverage.published_on
    left join coarseness on coarseness.precision = coverage.published_precision
    where coverage.incident_id = $incident
    order by coalesce(coarseness.coarseness, 4) >= 3, coverage.published_at
    limit 1
),

ordered as (
    select
        spoken.*,
        coalesce(coarseness.coarseness, 4) as coarseness,
        (spoken.day, coalesce(coarseness.coarseness, 4) >= 3, spoken.spoke_at, spoken.document_id) as place
    from spoken
    left join coarseness on coarseness.precision = spoken.published_precision
),

firsts as (
    select
        ordered.party_id,
        arg_min(ordered.by_what, ordered.place) as by_what,
        coalesce(bool_or(list_contains(incidents.targets, ordered.party_id)), false) as is_target,
        min(ordered.day) as spoke_on,
        arg_min(ordered.spoke_at, ordered.place) as spoke_at,
        arg_min(ordered.coarseness, ordered.place) as coarseness,
        arg_min(ordered.source_name, ordered.place) as first_source,
        arg_min(ordered.speaker, ordered.place) as speaker,
        arg_min(ordered.verb, ordered.place) as verb,
        arg_min(ordered.text, ordered.place) as text,
        arg_min(ordered.url, ordered.place) as url,
        cast(sum(ordered.articles) as bigint) as articles
    from ordered
    inner join incidents using (incident_id)
    group by ordered.party_id
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
        case
            when greatest(firsts.coarseness, reports.coarseness) >= 3
                then 1440 * date_diff('day', reports.first_on, firsts.spoke_on)
            else date_diff('minute', reports.first_at, firsts.spoke_at)
        end as minutes_after_first_report,
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
