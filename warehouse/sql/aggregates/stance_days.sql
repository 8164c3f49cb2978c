-- In which tone do the articles of a day speak of every target?
-- Grain: one row per incident, day of its calendar and target.
-- Kept: by incident_id, day of touched.days.
with stance_days as (
    select
        incident_id,
        published_on as day,
        target,
        count(*) filter (where label = 'negative') as negative,
        count(*) filter (where label = 'neutral') as neutral,
        count(*) filter (where label = 'positive') as positive,
        count(*) filter (where label = 'abstain') as abstained,
        count(*) filter (where label <> 'abstain') as judged
    from stances
    where published_on is not null
    group by incident_id, published_on, target
)

select * from stance_days
order by incident_id, day, target;
