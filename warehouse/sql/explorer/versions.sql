-- Which versions has a document had, and where is the page of each?
-- Grain: one row per version, the oldest first.
-- Parameters: $document text.
select
    version,
    fetched_at,
    url,
    canonical_url,
    source_id,
    title,
    text,
    published_at,
    published_precision,
    published_method,
    published_raw,
    modified_at,
    author,
    credit,
    language,
    script,
    obfuscations,
    quality,
    capture_file,
    capture_offset,
    capture_digest
from staging.stg_document_versions
where document_id = $document
order by version;
