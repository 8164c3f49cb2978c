-- Which words rise against the incident's own past: new nicknames, slogans and subjects?
-- Words of the search index in the origins of the last seven days (or of the days asked for), against all origins
-- before; counted once per story. `score` is the log-likelihood ratio of the two rates (Dunning 1993); from 10.83 on
-- (one in 1,000 by chance) and in three stories at least a word is given, for thousands are tried. Left out are the
-- incident's own names and terms with their parts, numbers and single characters, words that one in twenty documents
-- about anything has, and parts of a longer word that rises with them. Without five stories on either side: no row.
-- Grain: one row per word, the most surprising first.
-- Parameters: $incident text, $since date = null, $until date = null.
with origins as (
    select
        document_id,
        published_on
    from coverage
    where incident_id = $incident
        and is_origin
        and published_on <= coalesce($until, 'infinity'::date)
),

last_days as (
    select max(published_on) as day
    from origins
),

borders as (
    select coalesce($since, day - 6) as first_day
    from last_days
),

stories as (
    select
        search_documents.document_number,
        origins.document_id,
        origins.published_on >= borders.first_day as is_now
    from origins
    cross join borders
    inner join search_documents using (document_id)
),

totals as (
    select
        count(*) filter (where is_now) as now_total,
        count(*) filter (where not is_now) as past_total
    from stories
    having count(*) filter (where is_now) >= 5
        and count(*) filter (where not is_now) >= 5
),

own_words as (
    select unnest(terms) as term
    from tags
    where incident_id = $incident
),

counts as (
    select
        word_counts.word,
        count(*) filter (where stories.is_now) as now_with,
        count(*) filter (where not stories.is_now) as past_with,
        list(stories.document_id order by stories.document_id) filter (where stories.is_now) as documents
    from stories
    inner join word_counts using (document_number)
    where length(word_counts.word) >= 2
        and not regexp_matches(word_counts.word, '^[0-9.''’-]+$')
    group by word_counts.word
    having count(*) filter (where stories.is_now) >= 3
),

rates as (
    select
        *,
        now_with / now_total as rate,
        past_with / past_total as past_rate,
        (now_with + past_with) / (now_total + past_total) as share
    from counts
    cross join totals
    where now_with / now_total > past_with / past_total
),

scores as (
    select
        *,
        2 * (
            now_with * ln(rate / share)
            + case when past_with > 0 then past_with * ln(past_rate / share) else 0 end
            + case when rate < 1 then (now_total - now_with) * ln((1 - rate) / (1 - share)) else 0 end
            + case when past_rate < 1 and share < 1 then (past_total - past_with) * ln((1 - past_rate) / (1 - share)) else 0 end
        ) as score
    from rates
),

surprising as (
    select *
    from scores
    where score >= 10.83
        and not exists (select 1 from own_words where contains(own_words.term, scores.word))
),

-- How common a word is in documents about anything else.
elsewhere as (
    select
        surprising.word,
        count(*) as documents
    from surprising
    inner join word_counts using (word)
    anti join stories using (document_number)
    group by surprising.word
),

others as (
    select count(*) as documents
    from search_documents
    anti join stories using (document_number)
),

uncommon as (
    select surprising.*
    from surprising
    cross join others
    left join elsewhere using (word)
    where others.documents < 20
        or coalesce(elsewhere.documents, 0) < others.documents / 20
),

emerging_terms as (
    select
        word as term,
        now_with as stories,
        now_total as of_stories,
        past_with as stories_before,
        past_total as of_stories_before,
        round(rate, 3) as rate,
        round(past_rate, 3) as rate_before,
        round(score, 2) as score,
        documents
    from uncommon
    where not exists (
        select 1
        from uncommon as longer
        where contains(longer.word, uncommon.word)
            and longer.word <> uncommon.word
            and longer.now_with >= 0.8 * uncommon.now_with
    )
)

select * from emerging_terms
order by score desc, stories desc, term
limit 50;
