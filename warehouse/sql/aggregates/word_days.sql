-- How many origins of a day have every word?
-- Words of one character and numbers are left out.
-- Grain: one row per incident, day of its calendar and word.
-- Kept: by incident_id, day of touched.days.
with word_days as (
    select
        coverage.incident_id,
        coverage.published_on as day,
        word_counts.word,
        count(*) as origins
    from coverage
    inner join search_documents using (document_id)
    inner join word_counts using (document_number)
    where coverage.is_origin
        and coverage.published_on is not null
        and length(word_counts.word) >= 2
        and not regexp_matches(word_counts.word, '^[0-9.''’-]+$')
    group by coverage.incident_id, coverage.published_on, word_counts.word
)

select * from word_days
order by incident_id, day, word;
