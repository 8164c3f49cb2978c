-- Which relevant documents of an incident share text, and how much, in the two versions that share most?
-- Grain: one row per incident and pair of documents.
with relevant as (
    select
        stg_relevances.incident_id,
        stg_documents.document_id
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
)

select distinct on (left_relevant.incident_id, pairs.left_id, pairs.right_id)
    left_relevant.incident_id,
    pairs.left_id,
    pairs.right_id,
    pairs.shared,
    pairs.left_size,
    pairs.right_size
from (
    select
        least(left_document_id, right_document_id) as left_id,
        greatest(left_document_id, right_document_id) as right_id,
        shared,
        case when left_document_id < right_document_id then left_size else right_size end as left_size,
        case when left_document_id < right_document_id then right_size else left_size end as right_size
    from raw.overlaps
) as pairs
inner join relevant as left_relevant on left_relevant.document_id = pairs.left_id
inner join relevant as right_relevant
    on right_relevant.document_id = pairs.right_id
    and right_relevant.incident_id = left_relevant.incident_id
order by
    left_relevant.incident_id,
    pairs.left_id,
    pairs.right_id,
    pairs.shared / least(pairs.left_size, pairs.right_size) desc,
    pairs.shared desc;
