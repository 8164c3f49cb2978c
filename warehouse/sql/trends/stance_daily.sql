-- In which tone do the articles of a day speak of the incident's targets?
-- Judged are articles whose evidence sufficed; `abstained` ones say nothing. The interval of the share of negative
-- ones among the judged is Wilson's (1927) at 95 %; the stance itself is a lexicon's and not a person's.
-- Grain: one row per day of the incident's calendar and target.
-- Parameters: $incident text, $since date = null, $until date = null.
with names as (
    select
        tag,
        name
    from tags
    where incident_id = $incident
        and kind = 'entity'
),

stance_daily as (
    select
        counts.day,
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
    from stance_days as counts
    left join names on names.tag = counts.target
    where counts.incident_id = $incident
        and counts.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
)

select * from stance_daily
order by day, target;
