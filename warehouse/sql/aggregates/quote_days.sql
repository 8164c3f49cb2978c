-- By which articles and stories of a day was every quote repeated?
-- Its words are those of the first article; `quote_number` and `story_number` are hashes, compared much faster than text.
-- Grain: one row per incident, day of its calendar, quote (words and speaker) and story.
-- Kept: by incident_id, day of touched.days.
with quote_days as (
    select
        quotes.incident_id,
        coverage.published_on as day,
        md5_number_lower(quotes.quote_key || chr(10) || coalesce(quotes.speaker_tag, quotes.speaker)) as quote_number,
        md5_number_lower(coverage.cluster_id) as story_number,
        count(distinct quotes.document_id) as articles,
        min(coverage.published_at) as first_at,
        max(coverage.published_at) as last_at,
        bool_or(quotes.is_direct) as is_direct,
        any_value(coalesce(quotes.speaker_tag, quotes.speaker)) as said_by,
        arg_min(quotes.document_id, (coverage.published_at, quotes.document_id, quotes."offset")) as document_id,
        arg_min(quotes.speaker, (coverage.published_at, quotes.document_id, quotes."offset")) as speaker,
        arg_min(quotes.verb, (coverage.published_at, quotes.document_id, quotes."offset")) as verb,
        arg_min(quotes.text, (coverage.published_at, quotes.document_id, quotes."offset")) as text,
        arg_min(quotes.numbers, (coverage.published_at, quotes.document_id, quotes."offset")) as numbers,
        arg_min(coverage.source_name, (coverage.published_at, quotes.document_id, quotes."offset")) as source_name,
        arg_min(coverage.url, (coverage.published_at, quotes.document_id, quotes."offset")) as url
    from quotes
    inner join coverage using (incident_id, document_id)
    where coverage.published_on is not null
    group by quotes.incident_id, coverage.published_on, quote_number, story_number
)

select * from quote_days
order by incident_id, day, quote_number, story_number;
