-- Which articles of cited outlets may be meant: those between the first and the last article that cites them, and those
-- just before the first? The wanted ones are left out.
-- Grain: one row per incident and document.
-- Parameters: $cited text, JSON of incidents with sources, the least and the highest rank of those who cite them, and how
-- many are looked at before the first.
with cited as (
    select
        incident_id,
        unnest("value", recursive := true)
    from (
        select
            unnest(
                from_json(
                    $cited,
                    '[{"incident_id": "varchar", "value":
                        [{"source_id": "varchar", "least": "varchar", "most": "varchar", "before": "integer"}]}]'
                ),
                max_depth := 2
            )
    )
),

told_of as (
    select
        standings.incident_id,
        standings.document_id,
        standings.source_id,
        standings.rank,
        cited.least,
        cited.before
    from raw.standings
    inner join cited using (incident_id, source_id)
    where standings.rank <= cited.most
)

select
    incident_id,
    document_id
from told_of
anti join wanted using (incident_id, document_id)
qualify rank >= least
    or row_number() over (
        partition by incident_id, source_id, left(rank, 2), rank >= least
        order by rank desc
    ) <= before;
