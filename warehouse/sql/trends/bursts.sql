-- When was much more published than the incident's own recent past and its sources' rhythm let expect, and why?
-- Method: a discounted gamma-Poisson filter (Smith & Miller 1986; West & Harrison 1997, ch. 10; discount 0.9 a day,
-- Jeffreys start) predicts each day from the days before it. Days count as much as the incident's sources
-- answered on them, and as their weekday is worth: by all links seen, once each weekday is known four times, else by
-- the incident's own past of four weeks or more, drawn to 1 by ten articles. The predictive negative binomial is
-- widened by the Pearson dispersion of the past 60 days where that exceeds 1. A day is a burst if the upper tail
-- (mid-p, Lancaster 1961) is at most 0.01: one false alarm in 100 quiet days at most. Days before the seventh known
-- one and with fewer than three articles are never called. The last day may still grow (is_partial): it is
-- compared as if it were whole, and so can only be understated; gaps widen no tested day.
-- Cause: an official statement (an article of an official source on those days or the day before, or a new quote of a
-- target carried by three articles); else a repost wave (half or more are copies); else a new topic (99 % Newcombe
-- interval of its share in stories above the 28 days before); else new origins.
-- Grain: one row per burst: alarming days, at most one quiet day between them.
-- Parameters: $incident text, $since date = null, $until date = null.
with chosen as (
    select
        incident_id,
        started,
        timezone,
        targets,
        coalesce($since, '-infinity'::date) as from_day,
        coalesce($until, 'infinity'::date) as to_day
    from incidents
    where incident_id = $incident
),

published as (
    select
        coverage.document_id,
        coverage.cluster_id,
        coverage.is_origin,
        coverage.source_id,
        coverage.source_name,
        coverage.source_kind,
        coverage.title,
        coverage.published_at,
        coverage.published_on
    from coverage
    inner join chosen using (incident_id)
    where coverage.published_on between chosen.started - 60 and chosen.to_day
),

last_run as (
    select max(cast(timezone(chosen.timezone, runs.as_of) as date)) as run_on
    from runs
    cross join chosen
),

extent as (
    select
        min(published.published_on) as first_day,
        least(coalesce(any_value(last_run.run_on), max(published.published_on)), any_value(chosen.to_day)) as last_day
    from published
    cross join chosen
    cross join last_run
),

volumes as (
    select
        published_on as day,
        count(*) as articles
    from published
    group by published_on
),

source_shares as (
    select
        source_id,
        count(*) / sum(count(*)) over () as share
    from published
    group by source_id
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

link_days as (
    select
        seen_on,
        sum(link_count) as links
    from sightings
    group by seen_on
),

link_weekdays as (
    select
        dayofweek(seen_on) as weekday,
        median(links) as links,
        count(*) as known
    from link_days
    group by dayofweek(seen_on)
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

expected as (
    select
        number,
        day,
        articles,
        known,
        shape / rate * factor as expected,
        shape / rate * factor * (1 + factor / rate) as variance
    from predicted
),

surprises as (
    select
        today.number,
        past.articles,
        pow(past.articles - past.expected, 2) / past.variance as surprise,
        -- 0.455 is the median of a squared normal variable; scales what counts as an outlier.
        greatest(1, median(pow(past.articles - past.expected, 2) / past.variance) over (partition by today.number) / 0.455)
            as usual
    from expected as today
    inner join expected as past
        on past.number between today.number - 60 and today.number - 1
        and past.known >= 3
),

dispersion_estimates as (
    select
        number,
        greatest(1, (3 + sum(least(surprise, 16 * usual))) / (3 + count(*))) as dispersion,
        sqrt(2 / count(*)) as error
    from surprises
    group by number
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
        and articles >= 3
        and articles > expected + sqrt(variance)
),

tails as (
    select
        candidates.number,
        1 - sum(
            exp(
                lgamma(below.k + candidates.size) - lgamma(candidates.size) - lgamma(below.k + 1)
                + candidates.size * ln(candidates.size / (candidates.size + candidates.expected))
                + below.k * ln(candidates.expected / (candidates.size + candidates.expected))
            ) * case when below.k = candidates.articles then 0.5 else 1 end
        ) as probability
    from candidates
    cross join lateral unnest(range(candidates.articles + 1)) as below(k)
    group by candidates.number
),

alarms as (
    select
        candidates.*,
        greatest(tails.probability, 1e-12) as probability,
        sum(case when candidates.number - previous <= 2 then 0 else 1 end) over (order by candidates.number)
            as burst
    from (
        select
            *,
            lag(number) over (order by number) as previous
        from candidates
        semi join (select number from tails where probability <= 0.01) as alarming using (number)
    ) as candidates
    inner join tails using (number)
),

spans as (
    select
        burst,
        min(day) as started_on,
        max(day) as ended_on,
        arg_max(day, articles) as peak_on,
        arg_min(expected, number) as usual,
        min(probability) as probability
    from alarms
    group by burst
),

members as (
    select
        spans.burst,
        published.*
    from spans
    inner join published on published.published_on between spans.started_on and spans.ended_on
),

counts as (
    select
        burst,
        count(*) as articles,
        count(*) filter (where is_origin) as origins,
        count(distinct cluster_id) as stories
    from members
    group by burst
),

largest_stories as (
    select
        burst,
        arg_max(title, copies) as title,
        max(copies) as copies
    from (
        select
            burst,
            cluster_id,
            arg_min(title, published_at) as title,
            count(*) as copies
        from members
        group by burst, cluster_id
    )
    group by burst
),

official_articles as (
    select
        spans.burst,
        arg_min(published.source_name || '：' || published.title, published.published_at) as evidence
    from spans
    inner join published
        on published.published_on between spans.started_on - 1 and spans.ended_on
        and published.source_kind = 'official'
    group by spans.burst
),

voices as (
    select chosen.incident_id, tags.tag
    from chosen
    inner join tags on tags.incident_id = chosen.incident_id and tags.kind = 'entity'
    where list_contains(chosen.targets, tags.tag)
        and coalesce(tags.role, '') not in ('account', 'group')
),

new_quotes as (
    select
        quotes.quote_key,
        min(quotes.published_on) as first_on,
        count(distinct quotes.document_id) as carried_by,
        any_value(quotes.speaker || '：' || quotes.text) as evidence
    from quotes
    inner join voices on voices.incident_id = quotes.incident_id and voices.tag = quotes.speaker_tag
    group by quotes.quote_key
    having count(distinct quotes.document_id) >= 3
),

official_quotes as (
    select
        spans.burst,
        arg_max(new_quotes.evidence, new_quotes.carried_by) as evidence
    from spans
    inner join new_quotes on new_quotes.first_on between spans.started_on - 1 and spans.ended_on
    group by spans.burst
),

story_topics as (
    select
        spans.burst,
        mentions.name,
        count(distinct published.cluster_id) filter (where published.published_on >= spans.started_on) as now_with,
        count(distinct published.cluster_id) filter (where published.published_on < spans.started_on) as past_with
    from spans
    inner join published on published.published_on between spans.started_on - 28 and spans.ended_on
    inner join chosen on true
    inner join mentions
        on mentions.incident_id = chosen.incident_id
        and mentions.document_id = published.document_id
        and mentions.kind = 'topic'
    group by spans.burst, mentions.name
),

past_stories as (
    select
        spans.burst,
        count(distinct published.cluster_id) as stories
    from spans
    inner join published on published.published_on between spans.started_on - 28 and spans.started_on - 1
    group by spans.burst
),

topic_shares as (
    select
        story_topics.burst,
        story_topics.name,
        story_topics.now_with / counts.stories as share,
        story_topics.past_with / past_stories.stories as past_share,
        2.576 * sqrt(
            (now_with / counts.stories * (1 - now_with / counts.stories) + 1.659 / counts.stories) / counts.stories
        ) / (1 + 6.635 / counts.stories) as now_half,
        (now_with + 3.318) / (counts.stories + 6.635) as now_middle,
        2.576 * sqrt(
            (past_with / past_stories.stories * (1 - past_with / past_stories.stories) + 1.659 / past_stories.stories)
            / past_stories.stories
        ) / (1 + 6.635 / past_stories.stories) as past_half,
        (past_with + 3.318) / (past_stories.stories + 6.635) as past_middle
    from story_topics
    inner join counts using (burst)
    inner join past_stories using (burst)
),

new_topics as (
    select
        burst,
        arg_max(name || ' ' || round(100 * share) || ' % of stories, before ' || round(100 * past_share) || ' %',
            share - past_share) as evidence
    from topic_shares
    where share - past_share
        > sqrt(pow(share - now_middle + now_half, 2) + pow(past_middle + past_half - past_share, 2))
        and share >= 2 * past_share
    group by burst
),

bursts as (
    select
        spans.started_on,
        spans.ended_on,
        spans.peak_on,
        counts.articles,
        counts.origins,
        round(spans.usual, 2) as usual_per_day,
        round(counts.articles / (spans.ended_on - spans.started_on + 1) / spans.usual, 2) as ratio,
        spans.probability,
        case
            when official_articles.evidence is not null or official_quotes.evidence is not null then 'official statement'
            when 2 * counts.origins <= counts.articles then 'repost wave'
            when new_topics.evidence is not null then 'new topic'
            else 'new origin'
        end as cause,
        case
            when official_articles.evidence is not null then official_articles.evidence
            when official_quotes.evidence is not null then official_quotes.evidence
            when 2 * counts.origins <= counts.articles
                then largest_stories.title || ' (' || largest_stories.copies || ' articles)'
            when new_topics.evidence is not null then new_topics.evidence
            else largest_stories.title
        end as evidence,
        spans.ended_on >= coalesce(last_run.run_on, 'infinity'::date) as is_partial
    from spans
    inner join counts using (burst)
    inner join largest_stories using (burst)
    left join official_articles using (burst)
    left join official_quotes using (burst)
    left join new_topics using (burst)
    cross join last_run
    cross join chosen
    where spans.ended_on >= chosen.from_day
)

select * from bursts
order by started_on;
