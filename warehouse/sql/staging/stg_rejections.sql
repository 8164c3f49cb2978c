-- What is in raw.rejections?
-- Grain: one row per fetched page that did not become a document.
select * from raw.rejections;
