-- How many origins of a day name two entities together?
-- Grain: one row per incident, day of its calendar and pair of entities.
-- Kept: by incident_id, day of touched.days.
with named as (
    select
        mentions.incident_id,
        mentions.document_id,
        mentions.tag,
        coverage.published_on
    from mentions
    inner join coverage using (incident_id, document_id)
    where mentions.kind = 'entity'
        and coverage.is_origin
        and coverage.published_on is not null
),

pair_days as (
    select
        one.incident_id,
        one.published_on as day,
        one.tag as entity_id,
        other.tag as other_id,
        count(*) as origins
    from named as one
    inner join named as other
        on other.incident_id = one.incident_id
        and other.document_id = one.document_id
        and other.tag > one.tag
    group by one.incident_id, one.published_on, one.tag, other.tag
)

select * from pair_days
order by incident_id, day, entity_id, other_id;
