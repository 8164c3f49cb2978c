-- Which topics gained or lost from one week of the incident to the next?
-- Shares are of independent stories, each counted in the week of its first article in it; weeks are counted from the
-- day on which the incident started. The interval of a change is Newcombe's (1998, method 10) at 95 %; a change is
-- clear where it leaves out zero. Weeks with fewer than five stories on either side give no row.
-- Grain: one row per week and topic that occurs in it or in the week before.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select
        coverage.document_id,
        coverage.cluster_id,
        cast(floor((coverage.published_on - incidents.started) / 7) as bigint) as week,
        incidents.started
    from coverage
    inner join incidents using (incident_id)
    where coverage.incident_id = $incident
        and coverage.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

weeks as (
    select
        week,
        any_value(started) as started,
        count(distinct cluster_id) as stories
    from published
    group by week
),

treated as (
    select
        published.week,
        mentions.tag,
        any_value(mentions.name) as name,
        count(distinct published.cluster_id) as stories
    from mentions
    inner join published using (document_id)
    where mentions.incident_id = $incident
        and mentions.kind = 'topic'
    group by published.week, mentions.tag
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
        coalesce(now.stories, 0) as stories,
        weeks.stories as of_stories,
        coalesce(past.stories, 0) as stories_before,
        former.stories as of_stories_before
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
