-- How many new links did a source show on a day of its calendar? The denominator of normalised attention.
-- Grain: one row per source and day on which it showed a link not seen before.
-- Kept: by source_id, seen_on of touched.link_days.
with new_links as (
    select
        stg_sightings.source_id,
        cast(timezone(coalesce(stg_sources.timezone, 'UTC'), stg_sightings.first_seen_at) as date)
            as seen_on,
        count(*) as link_count
    from stg_sightings
    left join stg_sources using (source_id)
    group by all
)

select * from new_links
order by source_id, seen_on;
