-- Which documents were judged narrowly, just below or just above the threshold, and for which reasons?
-- What to look at when an incident's terms are tuned: within 0.15 of the incident's minimum score.
-- Grain: one row per document, the narrowest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with narrow as (
    select
        judgements.score,
        incidents.minimum,
        judgements.is_relevant,
        judgements.title,
        judgements.reasons,
        judgements.source_id,
        judgements.published_on,
        judgements.url
    from judgements
    inner join incidents using (incident_id)
    where judgements.incident_id = $incident
        and (judgements.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
            or judgements.published_on is null and $since is null and $until is null)
        and abs(judgements.score - incidents.minimum) <= 0.15
),

review_queue as (
    select
        round(score, 3) as score,
        round(score - minimum, 3) as margin,
        is_relevant,
        title,
        reasons,
        source_id,
        published_on,
        url
    from narrow
)

select * from review_queue
order by abs(margin), url
limit 100;
