-- What does a document report to have been said, and where does it stand?
-- Grain: one row per utterance.
-- Parameters: $document text, $incident text.
select
    speaker,
    verb,
    text,
    "offset" as start,
    is_direct
from quotes
where document_id = $document
    and incident_id = $incident
order by start, text;
