-- Which documents share text with the wanted ones, and how much, in the two versions that share most?
-- Grain: one row per pair of documents.
with pairs as (
    select
        least(left_document_id, right_document_id) as left_id,
        greatest(left_document_id, right_document_id) as right_id,
        shared,
        case when left_document_id < right_document_id then left_size else right_size end as left_size,
        case when left_document_id < right_document_id then right_size else left_size end as right_size
    from raw.overlaps
    where left_document_id in (select document_id from wanted)
        or right_document_id in (select document_id from wanted)
)

select distinct on (left_id, right_id) *
from pairs
order by left_id, right_id, shared / least(left_size, right_size) desc, shared desc;
