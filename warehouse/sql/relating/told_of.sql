-- Which articles of cited outlets may be meant: those between the first and the last article that cites them, and those
-- just before the first? The wanted ones are left out.
-- Grain: one row per document.
-- Parameters: $incident text, $cited text, JSON of sources with the least and the highest rank of those who cite them;
-- $most integer, how many before the first.
with cited as (
    select unnest(
        from_json($cited, '[{"source_id": "varchar", "least": "varchar", "most": "varchar"}]'), recursive := true
    )
)

select standings.document_id
from raw.standings
inner join cited using (source_id)
anti join wanted using (document_id)
where standings.incident_id = $incident
    and standings.rank <= cited.most
qualify standings.rank >= cited.least
    or row_number() over (
        partition by standings.source_id, left(standings.rank, 2), standings.rank >= cited.least
        order by standings.rank desc
    ) <= $most;
