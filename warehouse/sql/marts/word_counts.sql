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

-- Counted document by document: two hundred million words in one count of them all would not fit in memory.
counted as (
    select
        document_number,
        unnest(
            map_entries(
                list_histogram(string_split(concat_ws(' ', title_words, title_words, title_words, text_words), ' '))
            )
        ) as entry
    from numbered
),

word_counts as (
    select
        entry.key as word,
        document_number,
        cast(entry.value as integer) as weight
    from counted
    where entry.key <> ''
)

select * from word_counts
order by word, document_number;
