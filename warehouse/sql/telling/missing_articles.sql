-- Which relevant articles did a run find gone, or missing for the first time?
-- Grain: one row per article.
-- Parameters: $run_id text.
with missing_articles as (
    select distinct
        coverage.status,
        coverage.source_name,
        coverage.title,
        coverage.url
    from coverage
    inner join staging.stg_fates using (url)
    where stg_fates.run_id = $run_id
        and stg_fates.http_status in (404, 410)
        and coverage.status in ('suspect', 'gone')
)

select * from missing_articles
order by status, url;
