-- Who has the attention: in which share of the articles and of the independent stories is each entity named?
-- `voice` is an entity's part of all namings (one per article and entity), the usual share of voice; the interval of
-- the share of stories is Wilson's (1927) at 95 %: stories are counted, because copies are not independent.
-- Grain: one row per entity that is named.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select
        document_id,
        cluster_id
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

named as (
    select
        mentions.tag,
        mentions.name,
        mentions.count,
        mentions.document_id,
        published.cluster_id
    from mentions
    inner join published using (document_id)
    where mentions.incident_id = $incident
        and mentions.kind = 'entity'
),

totals as (
    select
        count(*) as articles,
        count(distinct cluster_id) as stories
    from published
),

counts as (
    select
        tag as entity_id,
        any_value(name) as name,
        count(*) as articles,
        count(distinct cluster_id) as stories,
        cast(sum(count) as bigint) as occurrences
    from named
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
