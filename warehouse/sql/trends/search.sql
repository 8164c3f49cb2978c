-- Which documents say most about these words?
-- Words are joined by blanks, as `aftermath search` cuts a question: Chinese by jieba's dictionary, all simplified,
-- half-width and in lower case. Ranked by BM25 (Robertson & Zaragoza 2009; k1 = 1.2, b = 0.75); a word in the title
-- counts three times. A document need not have all the words, but rare ones weigh most.
-- Grain: one row per document, the best first.
-- Parameters: $words text, $incident text = null, $source text = null, $since date = null, $until date = null.
with asked as (
    select distinct unnest(string_split($words, ' ')) as word
),

places as (
    select
        word_counts.word,
        word_counts.document_number,
        word_counts.weight
    from word_counts
    inner join asked using (word)
),

sizes as (
    select
        count(*) as documents,
        avg(length) as length
    from search_documents
),

rarities as (
    select
        places.word,
        ln(1 + (any_value(sizes.documents) - count(*) + 0.5) / (count(*) + 0.5)) as rarity
    from places
    cross join sizes
    group by places.word
),

chosen as (
    select *
    from search_documents
    where ($incident is null or list_contains(incident_ids, $incident))
        and ($source is null or source_id = $source)
        and ($since is null or published_on >= $since)
        and ($until is null or published_on <= $until)
),

scores as (
    select
        places.document_number,
        sum(
            rarities.rarity * places.weight * 2.2
            / (places.weight + 1.2 * (0.25 + 0.75 * chosen.length / sizes.length))
        ) as score,
        count(*) as words
    from places
    inner join rarities using (word)
    inner join chosen using (document_number)
    cross join sizes
    group by places.document_number
    order by score desc
    limit 100
),

search as (
    select
        round(scores.score, 3) as score,
        scores.words,
        chosen.title,
        chosen.source_id,
        chosen.published_at,
        chosen.incident_ids,
        chosen.url,
        chosen.document_id
    from scores
    inner join chosen using (document_number)
)

select * from search
order by score desc, published_at desc, url;
