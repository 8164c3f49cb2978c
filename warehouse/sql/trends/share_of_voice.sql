-- Who has the attention: in which share of the articles and of the independent stories is each entity named?
-- `voice` is an entity's part of all namings (one per article and entity), the usual share of voice; the interval of
-- the share of stories is Wilson's (1927) at 95 %: stories are counted, by their origins, because copies are not
-- independent.
-- Grain: one row per entity that is named.
-- Parameters: $incident text, $since date = null, $until date = null.
with totals as (
    select
        sum(articles) as articles,
        sum(origins) as stories
    from incident_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

counts as (
    select
        tag as entity_id,
        any_value(name) as name,
        cast(sum(articles) as bigint) as articles,
        cast(sum(origins) as bigint) as stories,
        cast(sum(occurrences) as bigint) as occurrences
    from tag_days
    where incident_id = $incident
        and kind = 'entity'
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by tag
),

shares as (
    select
        counts.*,
        counts.articles / sum(counts.articles) over () as voice,
        counts.articles / totals.articles as article_share,
        counts.stories / totals.stories as story_share,
        (counts.stories + 1.9208) / (totals.stories + 3.8416) as middle,
        1.96 * sqrt(counts.stories * (totals.stories - counts.stories) / totals.stories + 0.9604)
            / (totals.stories + 3.8416) as half
    from counts
    cross join totals
),

share_of_voice as (
    select
        entity_id,
        name,
        articles,
        stories,
        occurrences,
        round(voice, 3) as voice,
        round(article_share, 3) as article_share,
        round(story_share, 3) as story_share,
        round(greatest(middle - half, 0), 3) as story_share_from,
        round(least(middle + half, 1), 3) as story_share_to
    from shares
)

select * from share_of_voice
order by articles desc, stories desc, entity_id;
