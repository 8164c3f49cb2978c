-- How many origins of all days name two entities together?
-- Grain: one row per incident and pair of entities.
with pairs as (
    select
        incident_id,
        entity_id,
        other_id,
        cast(sum(origins) as bigint) as origins
    from pair_days
    group by incident_id, entity_id, other_id
)

select * from pairs
order by incident_id, entity_id, other_id;
