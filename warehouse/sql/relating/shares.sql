-- Which documents share text with the wanted ones, and how much, in the two versions that share most?
-- Grain: one row per incident and pair of documents.
with pairs as (
    select
        wanted.incident_id,
        pair.*
    from raw.overlaps as pair
    inner join wanted on wanted.document_hash = pair.left_hash
    union all
    select
        wanted.incident_id,
        pair.*
    from raw.overlaps as pair
    inner join wanted on wanted.document_hash = pair.right_hash
),

turned as (
    select
        incident_id,
        least(left_document_id, right_document_id) as left_id,
        greatest(left_document_id, right_document_id) as right_id,
        shared,
        case when left_document_id < right_document_id then left_size else right_size end as left_size,
        case when left_document_id < right_document_id then right_size else left_size end as right_size
    from pairs
)

select distinct on (incident_id, left_id, right_id) *
from turned
order by
    incident_id, left_id, right_id,
    shared / least(left_size, right_size) desc, shared desc, left_size + right_size, left_size;
