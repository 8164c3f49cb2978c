-- When was much more published than the incident's own recent past and its sources' rhythm let expect, and why?
-- A day is part of a burst if its probability in expected_daily, where the method is told, is at most 0.01: one false
-- alarm in 100 quiet days at most.
-- Cause: an official statement (an article without a writer of an official source, no copy of somebody else's, on those
-- days or the day before, or a new quote of a target, or of who speaks for it, carried by three articles); else a repost wave (half or more are copies); else a new
-- topic (99 % Newcombe interval of its share in stories, by origins, above the 28 days before); else new origins.
-- Grain: one row per burst: alarming days, at most one quiet day between them.
-- Parameters: $incident text, $since date = null, $until date = null.
with chosen as (
    select
        incident_id,
        targets,
        coalesce($since, '-infinity'::date) as from_day
    from incidents
    where incident_id = $incident
),

alarming as (
    select
        *,
        lag(day) over (order by day) as previous
    from expected_daily($incident, until := $until)
    where probability <= 0.01
),

alarms as (
    select
        *,
        sum(case when day - previous <= 2 then 0 else 1 end) over (order by day) as burst
    from alarming
),

spans as (
    select
        burst,
        min(day) as started_on,
        max(day) as ended_on,
        first(day order by articles desc, day) as peak_on,
        arg_min(expected, day) as usual,
        min(probability) as probability,
        bool_or(is_partial) as is_partial
    from alarms
    group by burst
),

members as (
    select
        spans.burst,
        coverage.document_id,
        coverage.cluster_id,
        coverage.is_origin,
        coverage.title,
        coverage.published_at
    from spans
    cross join chosen
    inner join coverage
        on coverage.incident_id = chosen.incident_id
        and coverage.published_on between spans.started_on and spans.ended_on
),

counts as (
    select
        burst,
        count(*) as articles,
        count(*) filter (where is_origin) as origins
    from members
    group by burst
),

largest_stories as (
    select
        burst,
        first(title order by copies desc, first_at, title) as title,
        max(copies) as copies
    from (
        select
            burst,
            cluster_id,
            first(title order by published_at, title) as title,
            min(published_at) as first_at,
            count(*) as copies
        from members
        group by burst, cluster_id
    )
    group by burst
),

official_articles as (
    select
        spans.burst,
        first(voice_days.source_name || '：' || voice_days.text order by voice_days.spoke_at, voice_days.text) as evidence
    from spans
    inner join voice_days on voice_days.day between spans.started_on - 1 and spans.ended_on
    where voice_days.incident_id = $incident
        and voice_days.by_what = 'official source'
    group by spans.burst
),

voices as (
    select
        tags.incident_id,
        tags.tag
    from tags
    inner join chosen using (incident_id)
    inner join tags as party
        on party.incident_id = tags.incident_id
        and party.kind = 'entity'
        and party.tag = coalesce(tags.speaks_for, tags.tag)
    where tags.kind = 'entity'
        and list_contains(chosen.targets, party.tag)
        and coalesce(party.role, '') not in ('account', 'group')
),

said as materialized (
    select
        quote_days.quote_number,
        spans.burst,
        quote_days.speaker || '：' || quote_days.text as evidence
    from quote_days
    inner join spans on quote_days.day between spans.started_on - 1 and spans.ended_on
    inner join voices on voices.incident_id = quote_days.incident_id and voices.tag = quote_days.said_by
    where quote_days.incident_id = $incident
),

new_quotes as (
    select
        quote_days.quote_number,
        min(quote_days.day) as first_on,
        sum(quote_days.articles) as carried_by
    from quote_days
    semi join said using (quote_number)
    where quote_days.incident_id = $incident
    group by quote_days.quote_number
    having sum(quote_days.articles) >= 3
),

official_quotes as (
    select
        said.burst,
        first(said.evidence order by new_quotes.carried_by desc, said.evidence) as evidence
    from said
    inner join new_quotes using (quote_number)
    inner join spans using (burst)
    where new_quotes.first_on between spans.started_on - 1 and spans.ended_on
    group by said.burst
),

past_stories as (
    select
        spans.burst,
        sum(incident_days.origins) as stories
    from spans
    cross join chosen
    inner join incident_days
        on incident_days.incident_id = chosen.incident_id
        and incident_days.day between spans.started_on - 28 and spans.started_on - 1
    group by spans.burst
    having sum(incident_days.origins) > 0
),

story_topics as (
    select
        spans.burst,
        tag_days.name,
        coalesce(sum(tag_days.origins) filter (where tag_days.day >= spans.started_on), 0) as now_with,
        coalesce(sum(tag_days.origins) filter (where tag_days.day < spans.started_on), 0) as past_with
    from spans
    cross join chosen
    inner join tag_days
        on tag_days.incident_id = chosen.incident_id
        and tag_days.kind = 'topic'
        and tag_days.day between spans.started_on - 28 and spans.ended_on
    group by spans.burst, tag_days.name
),

topic_shares as (
    select
        story_topics.burst,
        story_topics.name,
        story_topics.now_with / counts.origins as share,
        story_topics.past_with / past_stories.stories as past_share,
        2.576 * sqrt(
            (now_with / counts.origins * (1 - now_with / counts.origins) + 1.659 / counts.origins) / counts.origins
        ) / (1 + 6.635 / counts.origins) as now_half,
        (now_with + 3.318) / (counts.origins + 6.635) as now_middle,
        2.576 * sqrt(
            (past_with / past_stories.stories * (1 - past_with / past_stories.stories) + 1.659 / past_stories.stories)
            / past_stories.stories
        ) / (1 + 6.635 / past_stories.stories) as past_half,
        (past_with + 3.318) / (past_stories.stories + 6.635) as past_middle
    from story_topics
    inner join counts using (burst)
    inner join past_stories using (burst)
    where counts.origins > 0
),

new_topics as (
    select
        burst,
        arg_max(name || ' ' || round(100 * share) || ' % of stories, before ' || round(100 * past_share) || ' %',
            share - past_share) as evidence
    from topic_shares
    where share - past_share
        > sqrt(pow(share - now_middle + now_half, 2) + pow(past_middle + past_half - past_share, 2))
        and share >= 2 * past_share
    group by burst
),

bursts as (
    select
        spans.started_on,
        spans.ended_on,
        spans.peak_on,
        counts.articles,
        counts.origins,
        round(spans.usual, 2) as usual_per_day,
        round(counts.articles / (spans.ended_on - spans.started_on + 1) / spans.usual, 2) as ratio,
        spans.probability,
        case
            when official_articles.evidence is not null or official_quotes.evidence is not null then 'official statement'
            when 2 * counts.origins <= counts.articles then 'repost wave'
            when new_topics.evidence is not null then 'new topic'
            else 'new origin'
        end as cause,
        case
            when official_articles.evidence is not null then official_articles.evidence
            when official_quotes.evidence is not null then official_quotes.evidence
            when 2 * counts.origins <= counts.articles
                then largest_stories.title || ' (' || largest_stories.copies || ' articles)'
            when new_topics.evidence is not null then new_topics.evidence
            else largest_stories.title
        end as evidence,
        spans.is_partial
    from spans
    inner join counts using (burst)
    inner join largest_stories using (burst)
    left join official_articles using (burst)
    left join official_quotes using (burst)
    left join new_topics using (burst)
    cross join chosen
    where spans.ended_on >= chosen.from_day
)

select * from bursts
order by started_on;
