-- Whose parents may be others because the wanted articles moved: their children, their mirrors, those that link to them,
-- those that name their outlet and come after them, and those that a mirror or a credit made a parent out of turn.
-- Grain: one row per document.
-- Parameters: $incident text, $printed text, JSON of the names printed and the rank from which on they matter;
-- $titles text, JSON of headlines whose first article may be another one.
with named as (
    select unnest(from_json($printed, '[{"name": "varchar", "rank": "varchar"}]'), recursive := true)
),

printing as (
    select
        document_id,
        rank,
        unnest(names) as name
    from raw.standings
    where incident_id = $incident
),

addresses as (
    select distinct unnest([md5_number_lower(url), md5_number_lower(canonical_url)]) as url_number
    from raw.documents
    semi join wanted using (document_id)
)

select child_document_id as document_id
from raw.lineage
semi join wanted on wanted.document_id = lineage.parent_document_id
where incident_id = $incident
union
select parent_document_id
from raw.lineage
where incident_id = $incident
    and is_backward
union
select document_id
from raw.hyperlinks
semi join addresses using (url_number)
union
select printing.document_id
from printing
inner join named on named.name = printing.name and printing.rank >= named.rank
union
select document_id
from raw.standings
where incident_id = $incident
    and title_key in (select unnest(from_json($titles, '["varchar"]')));
