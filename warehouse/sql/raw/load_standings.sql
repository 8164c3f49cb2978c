-- Load the standings of all incidents: they replace the former ones, since one more article may move many.
-- Grain: one row per relevant document and incident.
-- Parameters: $file text, a file of JSON lines.
delete from raw.standings;

copy raw.standings from $file (format json);
