-- In which calendar is an incident told, and how much of it is known: in all, dated, and from one day to another?
-- Grain: one row, none for an unknown incident.
-- Parameters: $incident text, $since date = null, $until date = null.
with covered as (
    select
        count(*) as articles,
        min(published_on) as first_on,
        max(published_on) as last_on,
        count(*) filter (
            where published_on
                between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
        ) as articles_between
    from coverage
    where incident_id = $incident
),

extent as (
    select
        incidents.timezone,
        covered.articles,
        covered.first_on,
        covered.last_on,
        covered.articles_between
    from incidents
    cross join covered
    where incidents.incident_id = $incident
)

select * from extent;
