-- How often was each day's news repeated: articles per story, and the share that is copied?
-- Grain: one row per day of the incident's calendar with coverage.
-- Parameters: $incident text, $since date = null, $until date = null.
with syndication_ratio as (
    select
        day,
        articles,
        stories,
        origins,
        round(articles / stories, 3) as articles_per_story,
        round((articles - origins) / articles, 3) as copied_share
    from incident_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from syndication_ratio
order by day;
