-- Note the next versions as compared, with the rows where their texts stand: behind those of the versions before them,
-- if they were loaded in this order; otherwise they have none.
-- Grain: one row per version that is noted.
-- Parameters: $first integer and $end integer, numbers of versions, the latter left out.
set variable first_row = (
    select coalesce(min(document_row), 0)
    from raw.compared
    where version_number >= $first - 20000
);

insert into raw.compared
select
    sketches.version_number,
    any_value(sketches.version_key),
    any_value(len(sketches.fingerprints)),
    min(documents.rowid)
from raw.sketches
left join raw.documents
    on documents.document_id = sketches.document_id
    and documents.content_digest = sketches.content_digest
    and documents.rowid >= getvariable('first_row')
where sketches.version_number >= $first and sketches.version_number < $end
group by sketches.version_number
order by sketches.version_number;
