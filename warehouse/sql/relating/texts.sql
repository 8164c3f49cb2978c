-- What do these versions say?
-- Grain: one row per version.
-- Parameters: $keys list of version keys.
select
    sketches.version_key,
    any_value(documents.text) as text
from raw.sketches
inner join raw.documents using (document_id, content_digest)
where sketches.version_key in (select unnest($keys))
group by sketches.version_key;
