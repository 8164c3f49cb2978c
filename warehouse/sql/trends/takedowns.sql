-- Which articles are gone or seem to be, since when, and what was found in their place?
-- Grain: one row per article that is suspect or gone, the latest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with takedowns as (
    select
        status,
        missing_since,
        missing_evidence,
        source_name,
        title,
        published_at,
        date_diff('hour', first_seen_at, missing_since) as hours_seen,
        is_origin,
        document_id,
        url
    from coverage
    where incident_id = $incident
        and status <> 'live'
        and cast(missing_since as date)
            between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from takedowns
order by missing_since desc, document_id;
