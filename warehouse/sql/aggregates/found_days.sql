-- By which ways were the articles of a day found: the outlets' own lists, search, or both?
-- Grain: one row per incident and day of its calendar with coverage.
-- Kept: by incident_id, day of touched.days.
with found as (
    select
        coverage.incident_id,
        coverage.published_on as day,
        coverage.document_id,
        coalesce(bool_or(ways.is_search), false) as by_search,
        coalesce(bool_or(not ways.is_search), false) as by_lists
    from coverage
    inner join ways using (document_id)
    where coverage.published_on is not null
    group by coverage.incident_id, coverage.published_on, coverage.document_id
),

found_days as (
    select
        incident_id,
        day,
        count(*) as found,
        count(*) filter (where by_lists) as by_lists,
        count(*) filter (where by_search) as by_search,
        count(*) filter (where by_lists and by_search) as by_both
    from found
    group by incident_id, day
)

select * from found_days
order by incident_id, day;
