-- What do some versions say, wherever their texts stand?
-- Grain: one row per version.
-- Parameters: $keys text, a JSON list of integers.
select
    any_value(documents.document_id),
    any_value(documents.content_digest),
    any_value(documents.text)
from raw.sketches
inner join (select unnest(from_json($keys, '["BIGINT"]')) as version_key) as wanted using (version_key)
inner join raw.documents using (document_id, content_digest)
group by version_key;
