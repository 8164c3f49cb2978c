-- Take note of the articles that were related anew: what was known of them is replaced by load_standings.sql and
-- load_lineage.sql, which run after this.
-- Grain: one row per incident and document.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch_related (
    incident_id varchar,
    document_id varchar,
    document_hash ubigint
);

copy batch_related from $file (format json);

update batch_related
set document_hash = md5_number_lower(document_id);
