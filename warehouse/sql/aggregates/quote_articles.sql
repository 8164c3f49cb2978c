-- By how many articles of all days was every quote repeated?
-- Those that were not repeated need not be looked at where the most repeated are asked for.
-- Grain: one row per incident and quote (words and speaker).
-- Kept: by incident_id, quote_number, adding articles of quote_days.
with quote_articles as (
    select
        incident_id,
        quote_number,
        cast(sum(articles) as bigint) as articles
    from quote_days
    group by incident_id, quote_number
)

select * from quote_articles
order by incident_id, quote_number;
