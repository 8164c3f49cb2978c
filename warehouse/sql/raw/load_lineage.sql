-- Load the lineage of all incidents: it replaces the former one, since one more article may move many.
-- Grain: one row per claim that one document was had from another.
-- Parameters: $file text, a file of JSON lines.
delete from raw.lineage;

copy raw.lineage from $file (format json);
