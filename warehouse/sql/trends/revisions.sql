-- What did outlets change in their articles afterwards, and did they say so?
-- Grain: one row per change, the latest first.
-- $since and $until are days of the incident's calendar on which the change was seen.
-- Parameters: $incident text, $since date = null, $until date = null.
with changes as (
    select
        revisions.seen_at,
        coverage.source_name,
        coverage.title,
        revisions.kind,
        revisions.before,
        revisions.after,
        revisions.is_silent,
        revisions.lost,
        revisions.version,
        coverage.document_id,
        coverage.url
    from main.revisions
    inner join coverage using (document_id)
    inner join incidents using (incident_id)
    where coverage.incident_id = $incident
        and cast(timezone(incidents.timezone, revisions.seen_at) as date)
            between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from changes
order by seen_at desc, document_id, kind;
