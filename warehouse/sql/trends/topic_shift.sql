-- Which topics gained or lost from one week of the incident to the next?
-- Shares are of independent stories, each counted in the week of its origin; weeks are counted from the day on which the
-- incident started. The interval of a change is Newcombe's (1998, method 10) at 95 %; a change is
-- clear where it leaves out zero. Weeks with fewer than five stories on either side give no row.
-- Grain: one row per week and topic that occurs in it or in the week before.
-- Parameters: $incident text, $since date = null, $until date = null.
with weeks as (
    select
        cast(floor((incident_days.day - incidents.started) / 7) as bigint) as week,
        any_value(incidents.started) as started,
        sum(incident_days.origins) as stories
    from incident_days
    inner join incidents using (incident_id)
    where incident_days.incident_id = $incident
        and incident_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by cast(floor((incident_days.day - incidents.started) / 7) as bigint)
),

treated as (
    select
        cast(floor((tag_days.day - incidents.started) / 7) as bigint) as week,
        tag_days.tag,
        any_value(tag_days.name) as name,
        sum(tag_days.origins) as stories
    from tag_days
    inner join incidents using (incident_id)
    where tag_days.incident_id = $incident
        and tag_days.kind = 'topic'
        and tag_days.day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by cast(floor((tag_days.day - incidents.started) / 7) as bigint), tag_days.tag
),

names as (
    select
        tag,
        any_value(name) as name
    from treated
    group by tag
),

pairs as (
    select
        weeks.started + cast(7 * weeks.week as integer) as week_from,
        names.tag as topic_id,
        names.name,
        cast(coalesce(now.stories, 0) as bigint) as stories,
        cast(weeks.stories as bigint) as of_stories,
        cast(coalesce(past.stories, 0) as bigint) as stories_before,
        cast(former.stories as bigint) as of_stories_before
    from weeks
    inner join weeks as former on former.week = weeks.week - 1
    cross join names
    left join treated as now on now.week = weeks.week and now.tag = names.tag
    left join treated as past on past.week = former.week and past.tag = names.tag
    where weeks.stories >= 5
        and former.stories >= 5
        and (now.stories > 0 or past.stories > 0)
),

wilson as (
    select
        *,
        stories / of_stories as share,
        stories_before / of_stories_before as share_before,
        (stories + 1.9208) / (of_stories + 3.8416) as middle,
        1.96 * sqrt(stories * (of_stories - stories) / of_stories + 0.9604) / (of_stories + 3.8416) as half,
        (stories_before + 1.9208) / (of_stories_before + 3.8416) as middle_before,
        1.96 * sqrt(stories_before * (of_stories_before - stories_before) / of_stories_before + 0.9604)
            / (of_stories_before + 3.8416) as half_before
    from pairs
),

changes as (
    select
        *,
        share - share_before as change,
        share - share_before
            - sqrt(pow(share - middle + half, 2) + pow(middle_before + half_before - share_before, 2)) as change_from,
        share - share_before
            + sqrt(pow(middle + half - share, 2) + pow(share_before - middle_before + half_before, 2)) as change_to
    from wilson
),

topic_shift as (
    select
        cast(week_from as date) as week_from,
        topic_id,
        name,
        stories,
        of_stories,
        stories_before,
        of_stories_before,
        round(share, 3) as share,
        round(share_before, 3) as share_before,
        round(change, 3) as change,
        round(change_from, 3) as change_from,
        round(change_to, 3) as change_to,
        change_from > 0 or change_to < 0 as is_clear
    from changes
)

select * from topic_shift
order by week_from, abs(change) desc, topic_id;
