-- Which sources followed every open question up on a day, with how many articles of their own and copies?
-- Grain: one row per incident, thread, day of its calendar and source.
-- Kept: by incident_id, day of touched.days.
with thread_days as (
    select
        mentions.incident_id,
        mentions.tag,
        coverage.published_on as day,
        coverage.source_id,
        count(*) as articles,
        count(*) filter (where coverage.is_origin) as follow_ups
    from mentions
    inner join coverage using (incident_id, document_id)
    where mentions.kind = 'thread'
        and coverage.published_on is not null
    group by mentions.incident_id, mentions.tag, coverage.published_on, coverage.source_id
)

select * from thread_days
order by incident_id, day, tag, source_id;
