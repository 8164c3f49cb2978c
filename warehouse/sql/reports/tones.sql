-- In which tone does the coverage speak of each target?
-- Grain: one row per target.
-- Parameters: $incident text.
with names as (
    select tag, any_value(name) as name
    from mentions
    where incident_id = $incident
        and kind = 'entity'
    group by tag
)

select
    stances.target,
    coalesce(any_value(names.name), stances.target) as name,
    count(*) as articles,
    count(*) filter (where stances.label = 'negative') as negative,
    count(*) filter (where stances.label = 'neutral') as neutral,
    count(*) filter (where stances.label = 'positive') as positive,
    count(*) filter (where stances.label = 'abstain') as abstained
from stances
left join names on names.tag = stances.target
where stances.incident_id = $incident
group by stances.target
order by articles desc, stances.target;
