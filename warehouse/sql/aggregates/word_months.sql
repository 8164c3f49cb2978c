-- How many origins of a month have every word?
-- `word_number` is a hash of the word: numbers are compared much faster than words.
-- Grain: one row per incident, month of its calendar and word.
-- Kept: by incident_id, month of touched.months.
with word_months as (
    select
        incident_id,
        cast(date_trunc('month', day) as date) as month,
        md5_number_lower(word) as word_number,
        cast(sum(origins) as bigint) as origins
    from word_days
    group by incident_id, month, word
)

select * from word_months
order by incident_id, month, word_number;
