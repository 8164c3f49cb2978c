-- What can the documents of an incident be filtered by?
-- Grain: one row per value of a filter.
-- Parameters: $incident text.
with choices as (
    select 'source' as filter, source_id as value, any_value(source_name) as label, count(*) as articles
    from coverage
    where incident_id = $incident
    group by source_id
    union all
    select 'status' as filter, status as value, status as label, count(*) as articles
    from coverage
    where incident_id = $incident
    group by status
    union all
    select kind as filter, tag as value, any_value(name) as label, count(*) as articles
    from mentions
    where incident_id = $incident
    group by kind, tag
)

select * from choices
order by filter, articles desc, value;
