-- Which sources followed every open question up on a day, with how many articles of their own and copies?
-- Told is also the last article of its own, with the words that name the thread.
-- Grain: one row per incident, thread, day of its calendar and source.
-- Kept: by incident_id, day of touched.days.
with thread_days as (
    select
        mentions.incident_id,
        mentions.tag,
        coverage.published_on as day,
        coverage.source_id,
        count(*) as articles,
        count(*) filter (where coverage.is_origin) as follow_ups,
        max(coverage.published_at) filter (where coverage.is_origin) as last_at,
        arg_max(coverage.source_name, (coverage.published_at, coverage.document_id)) filter (where coverage.is_origin) as last_source,
        arg_max(coverage.title, (coverage.published_at, coverage.document_id)) filter (where coverage.is_origin) as last_title,
        arg_max(coverage.url, (coverage.published_at, coverage.document_id)) filter (where coverage.is_origin) as last_url,
        arg_max(mentions.evidence, (coverage.published_at, coverage.document_id)) filter (where coverage.is_origin) as last_evidence
    from mentions
    inner join coverage using (incident_id, document_id)
    where mentions.kind = 'thread'
        and coverage.published_on is not null
    group by mentions.incident_id, mentions.tag, coverage.published_on, coverage.source_id
)

select * from thread_days
order by incident_id, day, tag, source_id;
