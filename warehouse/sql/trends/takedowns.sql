-- Which articles are gone or seem to be, since when, and what was found in their place?
-- Grain: one row per article that is suspect or gone, the latest first.
-- $since and $until are days of the incident's calendar since which it is missing.
-- Parameters: $incident text, $since date = null, $until date = null.
with takedowns as (
    select
        coverage.status,
        coverage.missing_since,
        coverage.missing_evidence,
        coverage.source_name,
        coverage.title,
        coverage.published_at,
        coverage.published_precision,
        date_diff('hour', coverage.first_seen_at, coverage.missing_since) as hours_seen,
        coverage.is_origin,
        coverage.document_id,
        coverage.url
    from coverage
    inner join incidents using (incident_id)
    where coverage.incident_id = $incident
        and coverage.status <> 'live'
        and cast(timezone(incidents.timezone, coverage.missing_since) as date)
            between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from takedowns
order by missing_since desc, document_id;
