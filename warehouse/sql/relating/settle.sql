-- Note that all articles are related.
-- Grain: no rows.
delete from touched.articles;

delete from touched.all_articles;
