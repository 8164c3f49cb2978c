-- Which documents of which incidents do the next questions mean? They read the tables `asking` and `wanted`.
-- Grain: no rows.
-- Parameters: $ids text, JSON of incidents with document ids: DuckDB binds the values of a list at 50 us each.
create or replace temp table asking as
select unnest(from_json($ids, '[{"incident_id": "varchar", "value": ["varchar"]}]'), recursive := true);

create or replace temp table wanted_documents as
select
    incident_id,
    document_id,
    md5_number_lower(document_id) as document_hash
from (
    select distinct
        incident_id,
        unnest("value") as document_id
    from asking
);

-- The condition is true of all: DuckDB reads a table through a Bloom filter of those wanted only where these are chosen,
-- and joined by one column. So rows are found by `document_hash` first and by their incident then.
create or replace temp view wanted as
select *
from wanted_documents
where document_id > '';
