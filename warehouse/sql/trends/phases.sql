-- How did the coverage rise, peak and fade: first report, first official response, peak and half-life?
-- An article of which only the day is known comes after those of its day that tell their time: it has no time of its own.
-- Peak: the day with most articles, the earliest of equal ones; a last day that may still grow is left out. Official
-- response: the first article without a writer of an official source, or the first statement or direct quote of a target
-- that is no account or group, or of who speaks for it (`speaks_for` in the incident's file).
-- Half-life: articles per day from the peak on are fitted with an exponential decay over a constant background by
-- maximum Poisson likelihood (on a grid of half-lives from 0.2 to 60 days
-- and backgrounds from 0 to 40 % of the articles); the interval is that of the profile likelihood at 95 %, widened
-- by the Pearson dispersion (quasi-likelihood) where that exceeds 1. It needs 7 days from the peak on and 20 articles;
-- it is left out where it ends at the edge of the grid or is longer than the time observed: nothing faded.
-- Grain: one row per milestone.
-- Parameters: $incident text, $since date = null, $until date = null.
with chosen as (
    select
        incident_id,
        timezone,
        targets,
        coalesce($since, '-infinity'::date) as from_day,
        coalesce($until, 'infinity'::date) as to_day
    from incidents
    where incident_id = $incident
),

first_days as (
    select min(incident_days.day) as day
    from incident_days
    inner join chosen using (incident_id)
    where incident_days.day between chosen.from_day and chosen.to_day
),

first_report as (
    select
        case when coverage.published_precision in ('day', 'month') then null else coverage.published_at end as published_at,
        coverage.published_on,
        coverage.source_name || '：' || coverage.title as detail,
        coverage.url
    from coverage
    inner join first_days on first_days.day = coverage.published_on
    where coverage.incident_id = $incident
    order by
        coverage.published_precision in ('day', 'month'),
        coverage.published_at,
        coverage.source_kind = 'mirror',
        coverage.is_origin desc,
        coverage.document_id
    limit 1
),

last_day as (
    select least(
        coalesce(
            (
                select max(cast(timezone(chosen.timezone, runs.as_of) as date)) - 1
                from runs
                cross join chosen
            ),
            (
                select max(incident_days.day)
                from incident_days
                inner join chosen using (incident_id)
                where incident_days.day between chosen.from_day and chosen.to_day
            )
        ),
        (select to_day from chosen)
    ) as day
),

volumes as (
    select
        incident_days.day,
        incident_days.articles
    from incident_days
    inner join chosen using (incident_id)
    cross join last_day
    where incident_days.day between chosen.from_day and last_day.day
),

peak as (
    select
        day,
        articles
    from volumes
    order by articles desc, day
    limit 1
),

fading as (
    select
        cast(days.number as bigint) as number,
        coalesce(volumes.articles, 0) as articles
    from peak
    cross join last_day
    cross join lateral unnest(range(least(last_day.day - peak.day, 90) + 1)) as days(number)
    left join volumes on volumes.day = peak.day + cast(days.number as integer)
),

observed as (
    select
        count(*) as days,
        sum(articles) as articles
    from fading
    having count(*) >= 7
        and sum(articles) >= 20
),

grid as (
    select
        halves.step,
        backgrounds.step as background_step,
        0.2 * pow(300, halves.step / 119.0) as half_life,
        backgrounds.step / 25.0 as background
    from range(120) as halves(step)
    cross join range(11) as backgrounds(step)
),

-- Given the sum, Poisson counts are multinomial: what counts is the share of every day.
likelihoods as (
    select
        grid.step,
        grid.background_step,
        any_value(grid.half_life) as half_life,
        any_value(grid.background) as background,
        sum(
            fading.articles * ln(
                (1 - grid.background) * pow(0.5, fading.number / grid.half_life)
                * (1 - pow(0.5, 1 / grid.half_life)) / (1 - pow(0.5, observed.days / grid.half_life))
                + grid.background / observed.days
            )
        ) as likelihood
    from grid
    cross join observed
    inner join fading on fading.articles > 0
    group by grid.step, grid.background_step
),

profile as (
    select
        step,
        any_value(half_life) as half_life,
        arg_max(background, likelihood) as background,
        max(likelihood) as likelihood
    from likelihoods
    group by step
),

best as (
    select
        arg_max(half_life, likelihood) as half_life,
        arg_max(background, likelihood) as background,
        max(likelihood) as likelihood
    from profile
),

dispersions as (
    select greatest(1, sum(pow(articles - expected, 2) / greatest(expected, 0.5)) / (count(*) - 3)) as dispersion
    from (
        select
            fading.articles,
            observed.articles * (
                (1 - best.background) * pow(0.5, fading.number / best.half_life)
                * (1 - pow(0.5, 1 / best.half_life)) / (1 - pow(0.5, observed.days / best.half_life))
                + best.background / observed.days
            ) as expected
        from fading
        cross join observed
        cross join best
    )
),

half_lives as (
    select
        best.half_life,
        min(profile.half_life) as half_life_from,
        max(profile.half_life) as half_life_to
    from best
    cross join dispersions
    cross join observed
    inner join profile on profile.likelihood >= best.likelihood - 1.92 * dispersions.dispersion
    where best.half_life between 0.21 and 59
        and best.half_life <= observed.days
    group by best.half_life
),

spoken as (
    select
        case when voice_days.published_precision in ('day', 'month') then null else voice_days.spoke_at end as published_at,
        voice_days.day as published_on,
        voice_days.source_name,
        case when voice_days.by_what = 'quote' then voice_days.speaker || '：' else '' end || voice_days.text as said,
        voice_days.url
    from voice_days
    inner join chosen using (incident_id)
    left join tags as party
        on party.incident_id = voice_days.incident_id
        and party.kind = 'entity'
        and party.tag = voice_days.party_id
    where voice_days.day between chosen.from_day and chosen.to_day
        and (
            voice_days.by_what = 'official source'
            or party.tag is not null
            and list_contains(chosen.targets, party.tag)
            and coalesce(party.role, '') not in ('account', 'group')
        )
    order by
        voice_days.day,
        voice_days.published_precision in ('day', 'month'),
        voice_days.spoke_at,
        voice_days.document_id
    limit 1
),

milestones as (
    select
        1 as number,
        'first report' as phase,
        published_on as day,
        published_at as happened_at,
        null::double as amount,
        null::double as amount_from,
        null::double as amount_to,
        null::varchar as unit,
        detail,
        url
    from first_report
    union all
    select
        2,
        'first official response',
        published_on,
        published_at,
        date_diff('minute', (select published_at from first_report), published_at) / 60,
        null,
        null,
        'hours after the first report',
        source_name || '：' || said,
        url
    from spoken
    union all
    select
        3,
        'peak',
        day,
        null,
        articles,
        null,
        null,
        'articles',
        null,
        null
    from peak
    union all
    select
        4,
        'half-life',
        null,
        null,
        half_life,
        half_life_from,
        half_life_to,
        'days',
        null,
        null
    from half_lives
),

phases as (
    select
        phase,
        day,
        happened_at,
        round(amount, 2) as amount,
        round(amount_from, 2) as amount_from,
        round(amount_to, 2) as amount_to,
        unit,
        detail,
        url
    from milestones
    order by number
)

select * from phases;
