-- Which fetched pages did not become documents, and why?
-- Grain: one row per rejected capture of a page.
select * from stg_rejections
order by fetched_at, url;
