-- Which documents do the next questions mean? They read the table `wanted`.
-- Grain: no rows.
-- Parameters: $ids text, a JSON list of document ids: DuckDB binds the values of a list at 50 us each.
create or replace temp table wanted as
select distinct unnest(from_json($ids, '["varchar"]')) as document_id;
