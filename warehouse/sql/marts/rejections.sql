-- Which fetched pages did not become documents, and why?
-- Grain: one row per rejected capture of a page.
-- Kept: as a view.
select * from staging.stg_rejections;
