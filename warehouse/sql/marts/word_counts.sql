-- In which documents does a word stand, and how often?
-- Words are those of jieba's dictionary, folded; one in the title counts three times.
-- Grain: one row per word and document, in its latest version; document_number is that of search_documents.
-- Kept: by document_number of touched.numbers.
with numbered as (
    select
        stg_document_numbers.document_number,
        stg_words.title_words,
        stg_words.text_words
    from stg_documents
    inner join stg_document_numbers using (document_id)
    inner join stg_words using (document_id, content_digest)
),

places as (
    select
        unnest(string_split(title_words, ' ')) as word,
        document_number,
        3 as weight
    from numbered
    union all
    select
        unnest(string_split(text_words, ' ')) as word,
        document_number,
        1 as weight
    from numbered
),

word_counts as (
    select
        word,
        document_number,
        cast(sum(weight) as integer) as weight
    from places
    where word <> ''
    group by word, document_number
)

select * from word_counts
order by word, document_number;
