-- Which documents of an incident were changed after they were first seen, how, and was it said?
-- Grain: one row per document, version and kind of change, the newest first.
-- Parameters: $incident text.
select
    revisions.seen_at,
    coverage.document_id,
    revisions.version,
    revisions.kind,
    revisions.is_silent,
    coverage.source_name,
    coverage.title,
    coverage.url,
    revisions.before,
    revisions.after
from (select distinct document_id, version, seen_at, kind, before, after, is_silent from revisions) as revisions
inner join coverage using (document_id)
where coverage.incident_id = $incident
order by revisions.seen_at desc, coverage.document_id, revisions.version, revisions.kind, revisions.before;
