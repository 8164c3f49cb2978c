-- How many articles were to be expected on each day, by the incident's own recent past and its sources' rhythm?
-- Method: a discounted gamma-Poisson filter (Smith & Miller 1986; West & Harrison 1997, ch. 10; discount 0.9 a day,
-- Jeffreys start) predicts each day from the days before it. Days count as much as the incident's sources
-- answered on them, and as their weekday is worth: by all links seen, once each weekday is known four times, else by
-- the incident's own past of four weeks or more, drawn to 1 by ten articles. The predictive negative binomial is
-- widened by the Pearson dispersion of the past 60 days where that exceeds 1. `probability` is its upper tail (mid-p,
-- Lancaster 1961) for the day, or for the day and the one before together where that is less and neither was expected,
-- times two for the two tests (Bonferroni); given for three articles or more, or four in two days, that lie a standard
-- deviation above the expectation.
-- The first seven days have no past to be compared with. The last day may still grow: it is compared as if it were
-- whole, and so can only be understated; gaps never lower what is expected of the day itself.
-- Grain: one row per day of the incident's calendar, from the eighth day of its coverage on.
-- Parameters: $incident text, $since date = null, $until date = null.
with chosen as (
    select
        incident_id,
        started,
        timezone,
        coalesce($since, '-infinity'::date) as from_day,
        coalesce($until, 'infinity'::date) as to_day
    from incidents
    where incident_id = $incident
),

volumes as (
    select
        incident_days.day,
        incident_days.articles
    from incident_days
    inner join chosen using (incident_id)
    where incident_days.day between chosen.started - 60 and chosen.to_day
),

last_run as (
    select max(cast(timezone(chosen.timezone, runs.as_of) as date)) as run_on
    from runs
    cross join chosen
),

extent as (
    select
        min(volumes.day) as first_day,
        least(coalesce(any_value(last_run.run_on), max(volumes.day)), any_value(chosen.to_day)) as last_day
    from volumes
    cross join chosen
    cross join last_run
),

source_shares as (
    select
        incident_sources.source_id,
        incident_sources.share
    from incident_sources
    inner join chosen using (incident_id)
),

gaps as (
    select
        completeness.seen_on as day,
        sum(source_shares.share) as missing
    from completeness
    inner join source_shares using (source_id)
    where completeness.status in ('outage', 'silent')
    group by completeness.seen_on
),

days as (
    select
        calendar.day,
        row_number() over (order by calendar.day) as number,
        coalesce(volumes.articles, 0) as articles,
        1 - coalesce(gaps.missing, 0) as had,
        dayofweek(calendar.day) as weekday
    from (
        select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
        from extent
    ) as calendar
    left join volumes using (day)
    left join gaps using (day)
),

link_weekdays as (
    select
        dayofweek(day) as weekday,
        median(links) as links,
        count(*) as known
    from link_days
    where links > 0
    group by dayofweek(day)
),

link_rhythm as (
    select
        weekday,
        links / avg(links) over () as factor
    from link_weekdays
    qualify min(known) over () >= 4
        and count(*) over () = 7
        and min(links) over () > 0
),

-- First pass without weekdays, to see what each weekday adds.
plain as (
    select
        days.number,
        any_value(days.weekday) as weekday,
        any_value(days.articles) as articles,
        (0.5 + sum(past.articles * pow(0.9, days.number - past.number - 1)))
            / greatest(sum(past.had * pow(0.9, days.number - past.number - 1)), 0.5) as expected
    from days
    inner join days as past
        on past.number between days.number - 60 and days.number - 1
    group by days.number
),

own_rhythm as (
    select
        days.number,
        (10 + coalesce(sum(least(past.articles, 2 * past.expected + 3)) filter (where past.weekday = days.weekday), 0))
            / (10 + coalesce(sum(past.expected) filter (where past.weekday = days.weekday), 0))
            * (10 + sum(past.expected)) / (10 + sum(least(past.articles, 2 * past.expected + 3))) as factor,
        count(*) as known
    from days
    inner join plain as past
        on past.number between days.number - 84 and days.number - 1
    group by days.number
),

rhythm as (
    select
        days.*,
        coalesce(
            link_rhythm.factor,
            case when own_rhythm.known >= 28 then own_rhythm.factor end,
            1
        ) as factor
    from days
    left join own_rhythm using (number)
    left join link_rhythm using (weekday)
),

predicted as (
    select
        today.number,
        any_value(today.day) as day,
        any_value(today.articles) as articles,
        any_value(today.factor) as factor,
        0.5 + sum(past.articles * pow(0.9, today.number - past.number - 1)) as shape,
        sum(past.had * past.factor * pow(0.9, today.number - past.number - 1)) as rate,
        count(*) filter (where past.had >= 0.5) as known
    from rhythm as today
    inner join rhythm as past
        on past.number between today.number - 60 and today.number - 1
    group by today.number
    having sum(past.had) > 0
),

-- Each day, and each with the day before it, by what was known before both.
spans as (
    select
        *,
        1 as length
    from predicted
    union all by name
    select
        later.number,
        later.day,
        earlier.articles + later.articles as articles,
        earlier.factor + later.factor as factor,
        earlier.shape,
        earlier.rate,
        earlier.known,
        2 as length
    from predicted as later
    inner join predicted as earlier
        on earlier.number = later.number - 1
),

expected as (
    select
        number,
        length,
        day,
        articles,
        known,
        shape / rate * factor as expected,
        shape / rate * factor * (1 + factor / rate) as variance
    from spans
),

surprises as (
    select
        today.number,
        pow(past.articles - past.expected, 2) / past.variance as surprise
    from expected as today
    inner join expected as past
        on past.number between today.number - 60 and today.number - 1
        and past.known >= 3
    where today.length = 1
        and past.length = 1
),

-- 0.455 is the median of a squared normal variable; scales what counts as an outlier.
scales as (
    select
        number,
        greatest(1, median(surprise) / 0.455) as usual
    from surprises
    group by number
),

dispersion_estimates as (
    select
        surprises.number,
        greatest(1, (3 + sum(least(surprises.surprise, 16 * scales.usual))) / (3 + count(*))) as dispersion,
        sqrt(2 / count(*)) as error
    from surprises
    inner join scales using (number)
    group by surprises.number
),

-- Where the past is clearly overdispersed, its dispersion is taken at two standard errors above its estimate.
dispersions as (
    select
        number,
        dispersion * case when dispersion > 1 + 2 * error then 1 + 2 * error else 1 end as dispersion
    from dispersion_estimates
),

dispersed as (
    select
        expected.* exclude (variance),
        expected.variance * dispersions.dispersion as variance
    from expected
    inner join dispersions using (number)
),

candidates as (
    select
        *,
        expected * expected / (variance - expected) as size
    from dispersed
    where known >= 7
        and articles >= 2 + length
        and articles > expected + sqrt(variance)
),

tails as (
    select
        candidates.number,
        candidates.length,
        1 - sum(
            exp(
                lgamma(below.k + candidates.size) - lgamma(candidates.size) - lgamma(below.k + 1)
                + candidates.size * ln(candidates.size / (candidates.size + candidates.expected))
                + below.k * ln(candidates.expected / (candidates.size + candidates.expected))
            ) * case when below.k = candidates.articles then 0.5 else 1 end
        ) as probability
    from candidates
    cross join lateral unnest(range(candidates.articles + 1)) as below(k)
    group by candidates.number, candidates.length
),

-- What was news on the day before is none in a total of both.
judged as (
    select
        dispersed.*,
        2 * least(
            own.probability,
            case
                when dispersed.articles >= 2
                    and dispersed.articles > dispersed.expected
                    and not coalesce(2 * eve.probability <= 0.01, false)
                    then together.probability
            end
        ) as probability
    from dispersed
    left join tails as own
        on own.number = dispersed.number and own.length = 1
    left join tails as together
        on together.number = dispersed.number and together.length = 2
    left join tails as eve
        on eve.number = dispersed.number - 1 and eve.length = 1
    where dispersed.length = 1
),

expected_daily as (
    select
        judged.day,
        judged.articles,
        round(judged.expected, 3) as expected,
        round(sqrt(judged.variance), 3) as deviation,
        case when judged.probability is not null then greatest(judged.probability, 1e-12) end as probability,
        coalesce(judged.day >= last_run.run_on, false) as is_partial
    from judged
    cross join last_run
    cross join chosen
    where judged.known >= 7
        and judged.day >= chosen.from_day
)

select * from expected_daily
order by day;
