-- How many new links did all sources show on a day, and how many of them could not answer as usual?
-- `gaps` is null where no run was to ask any source.
-- Grain: one row per day on which links were seen or sources asked.
with links as (
    select
        seen_on as day,
        cast(sum(link_count) as bigint) as links
    from sightings
    group by seen_on
),

gaps as (
    select
        seen_on as day,
        count(*) filter (where status <> 'ok') as gaps
    from completeness
    group by seen_on
),

link_days as (
    select
        day,
        coalesce(links.links, 0) as links,
        gaps.gaps
    from links
    full join gaps using (day)
)

select * from link_days
order by day;
