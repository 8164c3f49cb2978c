-- Which words rise against the incident's own past: new nicknames, slogans and subjects?
-- Words of the search index in the origins of the last seven days (or of the days asked for), against all origins
-- before; counted once per story. `score` is the log-likelihood ratio of the two rates (Dunning 1993); from 10.83 on
-- (one in 1,000 by chance) and in three stories at least a word is given, for thousands are tried. Left out are the
-- incident's own names and terms with their parts, numbers and single characters, words that one in twenty documents
-- about anything has, and parts of a longer word that rises with them. Without five stories on either side: no row.
-- Grain: one row per word, the most surprising first.
-- Parameters: $incident text, $since date = null, $until date = null.
with volumes as (
    select
        day,
        origins
    from incident_days
    where incident_id = $incident
        and origins > 0
        and day <= coalesce($until, 'infinity'::date)
),

last_days as (
    select max(day) as day
    from volumes
),

borders as (
    select
        coalesce($since, day - 6) as first_day,
        cast(date_trunc('month', coalesce($since, day - 6)) as date) as first_month
    from last_days
),

-- Days are listed, not bounded: an equal day is looked for only in the blocks that can have it.
days as (
    select
        volumes.day,
        volumes.origins,
        volumes.day >= borders.first_day as is_now,
        volumes.day >= borders.first_month as is_of_month
    from volumes
    cross join borders
),

totals as (
    select
        cast(sum(origins) filter (where is_now) as bigint) as now_total,
        cast(sum(origins) filter (where not is_now) as bigint) as past_total
    from days
    having sum(origins) filter (where is_now) >= 5
        and sum(origins) filter (where not is_now) >= 5
),

own_words as (
    select unnest(terms) as term
    from tags
    where incident_id = $incident
),

risen as materialized (
    select
        word_days.word,
        md5_number_lower(word_days.word) as word_number,
        cast(sum(word_days.origins) as bigint) as now_with
    from word_days
    inner join days using (day)
    cross join totals
    where word_days.incident_id = $incident
        and days.is_now
    group by word_days.word
    having sum(word_days.origins) >= 3
),

-- Whole months before, and the days of the month in which the days asked for begin.
months as (
    select distinct cast(date_trunc('month', day) as date) as month
    from days
    where not is_of_month
),

-- Joined before anything else, so that only blocks with such words are read.
risen_months as materialized (
    select
        risen.word,
        word_months.month,
        word_months.origins
    from word_months
    inner join risen using (word_number)
    where word_months.incident_id = $incident
),

past_months as (
    select
        risen_months.word,
        sum(risen_months.origins) as origins
    from risen_months
    semi join months using (month)
    group by risen_months.word
),

past_days as (
    select
        word_days.word,
        sum(word_days.origins) as origins
    from word_days
    inner join days using (day)
    where word_days.incident_id = $incident
        and days.is_of_month
        and not days.is_now
    group by word_days.word
),

counts as (
    select
        risen.word,
        risen.now_with,
        cast(coalesce(past_months.origins, 0) + coalesce(past_days.origins, 0) as bigint) as past_with
    from risen
    left join past_months using (word)
    left join past_days using (word)
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
known as (
    select
        word,
        documents
    from word_documents
    semi join surprising using (word)
),

others as (
    select count(*) - any_value(totals.now_total + totals.past_total) as documents
    from search_documents
    cross join totals
),

uncommon as (
    select surprising.*
    from surprising
    cross join others
    inner join known using (word)
    where others.documents < 20
        or known.documents - surprising.now_with - surprising.past_with < others.documents / 20
),

longest as (
    select *
    from uncommon
    where not exists (
        select 1
        from uncommon as longer
        where contains(longer.word, uncommon.word)
            and longer.word <> uncommon.word
            and longer.now_with >= 0.8 * uncommon.now_with
    )
    order by score desc, now_with desc, word
    limit 50
),

stories as materialized (
    select
        origin_days.document_number,
        origin_days.document_id
    from origin_days
    inner join days using (day)
    where origin_days.incident_id = $incident
        and days.is_now
),

evidence as (
    select
        word_counts.word,
        list(stories.document_id order by stories.document_id) as documents
    from word_counts
    inner join stories using (document_number)
    where word_counts.word in (select word from longest)
    group by word_counts.word
),

emerging_terms as (
    select
        longest.word as term,
        longest.now_with as stories,
        longest.now_total as of_stories,
        longest.past_with as stories_before,
        longest.past_total as of_stories_before,
        round(longest.rate, 3) as rate,
        round(longest.past_rate, 3) as rate_before,
        round(longest.score, 2) as score,
        evidence.documents
    from longest
    inner join evidence using (word)
)

select * from emerging_terms
order by score desc, stories desc, term;
