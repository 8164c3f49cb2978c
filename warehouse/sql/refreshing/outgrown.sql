-- Are the marts to be made anew: because of an edit, because they never were, or because so much was replaced since
-- they were last sorted that their order no longer helps?
-- Grain: one row.
with replaced as (
    select count(distinct document_id) as documents
    from touched.documents
    union all
    select documents
    from touched.since_made
)

select
    exists (select 1 from touched.everything)
    or (select sum(documents) from replaced) > greatest(100_000, (select count(*) from raw.document_numbers) / 4);
