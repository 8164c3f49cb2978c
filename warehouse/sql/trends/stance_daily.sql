-- In which tone do the articles of a day speak of the incident's targets?
-- Judged are articles whose evidence sufficed; `abstained` ones say nothing. The interval of the share of negative
-- ones among the judged is Wilson's (1927) at 95 %; the stance itself is a lexicon's and not a person's.
-- Grain: one row per day of the incident's calendar and target.
-- Parameters: $incident text, $since date = null, $until date = null.
with judged as (
    select
        stances.published_on,
        stances.target,
        stances.label
    from stances
    where stances.incident_id = $incident
        and stances.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

names as (
    select
        tag,
        name
    from tags
    where incident_id = $incident
        and kind = 'entity'
),

counts as (
    select
        published_on,
        target,
        count(*) filter (where label = 'negative') as negative,
        count(*) filter (where label = 'neutral') as neutral,
        count(*) filter (where label = 'positive') as positive,
        count(*) filter (where label = 'abstain') as abstained,
        count(*) filter (where label <> 'abstain') as judged
    from judged
    group by published_on, target
),

stance_daily as (
    select
        counts.published_on as day,
        counts.target,
        coalesce(names.name, counts.target) as name,
        counts.judged,
        counts.negative,
        counts.neutral,
        counts.positive,
        counts.abstained,
        round((counts.positive - counts.negative) / nullif(counts.judged, 0), 3) as balance,
        case when counts.judged > 0 then round(greatest(
            (negative + 1.9208 - 1.96 * sqrt(negative * (counts.judged - negative) / counts.judged + 0.9604))
            / (counts.judged + 3.8416), 0), 3) end as negative_from,
        case when counts.judged > 0 then round(least(
            (negative + 1.9208 + 1.96 * sqrt(negative * (counts.judged - negative) / counts.judged + 0.9604))
            / (counts.judged + 3.8416), 1), 3) end as negative_to
    from counts
    left join names on names.tag = counts.target
)

select * from stance_daily
order by day, target;
