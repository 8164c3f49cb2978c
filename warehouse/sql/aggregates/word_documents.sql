-- In how many documents does every word stand?
-- Grain: one row per word.
-- Kept: by word, adding documents of word_counts.
with word_documents as (
    select
        word,
        count(*) as documents
    from word_counts
    group by word
)

select * from word_documents
order by word;
