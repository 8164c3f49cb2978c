-- Which days are we sure of: how many sources were asked, and how much of the coverage do those lack that failed?
-- `at_stake` is the share of the incident's articles, over all days, that comes from the sources in outage or silence on
-- a day: what could be missing from it, if they publish as they usually do.
-- Grain: one row per day on which sources were asked.
-- Parameters: $incident text, $since date = null, $until date = null.
with asked as (
    select
        completeness.seen_on,
        completeness.source_id,
        completeness.status,
        completeness.fetched,
        completeness.failed
    from completeness
    where completeness.seen_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

shares as (
    select
        source_id,
        share
    from incident_sources
    where incident_id = $incident
),

days as (
    select
        asked.seen_on as day,
        count(*) as asked,
        count(*) filter (where asked.status = 'ok') as ok,
        count(*) filter (where asked.status = 'partial') as partial,
        count(*) filter (where asked.status = 'silent') as silent,
        count(*) filter (where asked.status = 'outage') as outage,
        cast(sum(asked.fetched) as bigint) as fetched,
        cast(sum(asked.failed) as bigint) as failed,
        round(coalesce(sum(shares.share) filter (where asked.status in ('silent', 'outage')), 0), 3) as at_stake,
        coalesce(
            list(asked.source_id || ' ' || asked.status order by asked.source_id) filter (where asked.status <> 'ok'), []
        ) as gaps
    from asked
    left join shares using (source_id)
    group by asked.seen_on
)

select * from days
order by day;
