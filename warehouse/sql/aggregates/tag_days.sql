-- How many articles and origins of a day name every entity, topic and thread?
-- Grain: one row per incident, day of its calendar and tag.
-- Kept: by incident_id, day of touched.days.
with tag_days as (
    select
        mentions.incident_id,
        coverage.published_on as day,
        mentions.kind,
        mentions.tag,
        any_value(mentions.name) as name,
        count(*) as articles,
        count(*) filter (where coverage.is_origin) as origins,
        cast(sum(mentions.count) as bigint) as occurrences
    from mentions
    inner join coverage using (incident_id, document_id)
    where coverage.published_on is not null
    group by mentions.incident_id, coverage.published_on, mentions.kind, mentions.tag
)

select * from tag_days
order by incident_id, kind, day, tag;
