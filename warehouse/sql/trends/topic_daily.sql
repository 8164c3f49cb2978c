-- On which days did coverage of an incident mention which topics, and in how many articles?
-- Grain: one row per day of the incident's calendar and topic.
-- Parameters: $incident text, $since date = null, $until date = null.
with topic_daily as (
    select
        tag_days.day,
        tag_days.tag as topic_id,
        tag_days.name,
        tag_days.articles,
        tag_days.occurrences,
        round(tag_days.articles / incident_days.articles, 3) as share
    from tag_days
    inner join incident_days using (incident_id, day)
    where tag_days.incident_id = $incident
        and tag_days.kind = 'topic'
        and tag_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from topic_daily
order by day, articles desc, topic_id;
