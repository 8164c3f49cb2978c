-- How much did every source publish about every incident?
-- Grain: one row per incident and source.
with incident_sources as (
    select
        incident_id,
        source_id,
        any_value(source_name) as source_name,
        any_value(source_kind) as source_kind,
        count(*) as articles,
        count(*) filter (where is_origin) as origins,
        count(*) / sum(count(*)) over (partition by incident_id) as share
    from coverage
    group by incident_id, source_id
)

select * from incident_sources
order by incident_id, source_id;
