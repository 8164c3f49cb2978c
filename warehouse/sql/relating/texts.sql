-- What do the versions of some candidates say? Runs after candidates.sql.
-- Grain: one row per version.
-- Parameters: $first integer, $last integer, places among the candidates.
with keys as (
    select left_key as version_key
    from candidates
    where place between $first and $last
    union
    select right_key
    from candidates
    where place between $first and $last
)

select
    version_key,
    any_value(documents.text) as text
from keys
inner join raw.sketches using (version_key)
inner join raw.documents using (document_id, content_digest)
group by version_key;
