-- Did every source answer on a day of its calendar, and with how much of what was to be expected?
-- outage: it could not be asked, since no feed, list or page answered, or its crawl left nothing at all;
-- silent: it answered without any link though it had shown some before, or without a new one on so many days
-- running that its own rhythm makes it a 1-in-50 event or rarer;
-- partial: some of what it announced could not be had; an article that was removed since it was had is none of that;
-- ok: none of these; an outlet with a slow rhythm may well show nothing new.
-- `expected` is the median of new links on the same weekday of the four weeks before (three of them known), else on
-- the last 28 days (three known) or on such a weekday if that was quieter, else null: too short a past to judge silence.
-- Grain: one row per source and day on which a run was to ask it.
with planned as (
    select
        stg_runs.run_id,
        planned.source_id
    from stg_runs
    cross join unnest(stg_runs.source_ids) as planned(source_id)
    where stg_runs.kind = 'daily'
    union
    select
        run_id,
        source_id
    from requests
),

-- Articles that were had, and are gone: what a revisit finds out is no gap.
removals as (
    select
        fetches.run_id,
        fetches.source_id,
        count(*) as removed
    from fetches
    semi join captures
        on captures.url = fetches.url
        and captures.reason is null
        and captures.fetched_at < fetches.ended_at
    where fetches.role = 'page'
        and fetches.http_status in (404, 410)
    group by fetches.run_id, fetches.source_id
),

asked as (
    select
        planned.source_id,
        cast(
            timezone(coalesce(stg_sources.timezone, 'UTC'), coalesce(stg_runs.as_of, requests.first_ended_at)) as date
        ) as seen_on,
        requests.* exclude (run_id, source_id, failed),
        requests.failed - coalesce(removals.removed, 0) as failed
    from planned
    left join stg_runs using (run_id)
    left join stg_sources using (source_id)
    left join requests using (run_id, source_id)
    left join removals using (run_id, source_id)
),

answers as (
    select
        source_id,
        seen_on,
        coalesce(cast(sum(asked_count) as bigint), 0) as asked_count,
        coalesce(cast(sum(answered_count) as bigint), 0) as answered_count,
        coalesce(cast(sum(fetched_list_count) as bigint), 0) as fetched_list_count,
        coalesce(cast(sum(any_answer_count) as bigint), 0) as any_answer_count,
        coalesce(cast(sum(fetched) as bigint), 0) as fetched,
        coalesce(cast(sum(failed) as bigint), 0) as failed
    from asked
    group by source_id, seen_on
),

-- What a search shows depends on the question, not on the rhythm of an outlet.
searches as (
    select distinct source_id
    from stg_link_counts
    where via = 'search'
),

shown_links as (
    select
        stg_link_counts.source_id,
        cast(timezone(coalesce(stg_sources.timezone, 'UTC'), stg_link_counts.seen_at) as date) as seen_on,
        sum(stg_link_counts.link_count) as shown_links
    from stg_link_counts
    left join stg_sources using (source_id)
    group by all
),

days as (
    select
        answers.*,
        coalesce(sightings.link_count, 0) as new_links,
        coalesce(shown_links.shown_links, 0) as shown_links
    from answers
    left join sightings using (source_id, seen_on)
    left join shown_links using (source_id, seen_on)
),

-- A day without an answer says nothing about the rhythm of a source.
rhythms as (
    select
        days.source_id,
        days.seen_on,
        count(past.seen_on) as past_days,
        median(past.new_links) as past_median,
        count(past.seen_on) filter (where dayofweek(past.seen_on) = dayofweek(days.seen_on)) as same_weekdays,
        median(past.new_links) filter (where dayofweek(past.seen_on) = dayofweek(days.seen_on))
            as weekday_median
    from days
    left join days as past
        on past.source_id = days.source_id
        and past.seen_on between days.seen_on - interval 28 day and days.seen_on - interval 1 day
        and past.answered_count > 0
    group by days.source_id, days.seen_on
),

expectations as (
    select
        source_id,
        seen_on,
        case
            when same_weekdays >= 3 then weekday_median
            when past_days >= 3 then least(past_median, coalesce(weekday_median, past_median))
        end as expected
    from rhythms
),

-- Days without a new link that follow each other, with all that was expected of them together.
quiet_spells as (
    select
        *,
        sum(expected) over (partition by source_id, spell) as spell_expected
    from (
        select
            days.source_id,
            days.seen_on,
            expectations.expected,
            sum(cast(days.new_links > 0 as integer)) over (
                partition by days.source_id
                order by days.seen_on
            ) as spell,
            days.new_links = 0 as is_quiet
        from days
        inner join expectations using (source_id, seen_on)
        anti join searches using (source_id)
        where days.answered_count > 0
    )
    where is_quiet
),

completeness as (
    select
        days.source_id,
        days.seen_on,
        expectations.expected,
        days.new_links,
        days.fetched,
        days.failed,
        case
            when days.any_answer_count = 0 or (days.asked_count > 0 and days.answered_count = 0)
                then 'outage'
            when days.fetched_list_count > 0
                and days.shown_links = 0
                and max(days.shown_links) over (
                    partition by days.source_id
                    order by days.seen_on
                    rows between unbounded preceding and 1 preceding
                ) > 0
                then 'silent'
            -- A Poisson count of mean 4 is zero once in 55 times.
            when quiet_spells.spell_expected >= 4 and expectations.expected > 0 then 'silent'
            when days.failed > 0 or days.answered_count < days.asked_count then 'partial'
            else 'ok'
        end as status
    from days
    inner join expectations using (source_id, seen_on)
    left join quiet_spells using (source_id, seen_on)
)

select * from completeness
order by source_id, seen_on;
