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

-- Most outlets have that many articles in a quarter: only for the others all of the past is looked through.
spans as (
    select
        *,
        left(least, 3) || cast(cast(substring(least, 4, 10) as date) - 90 as varchar) as recent
    from cited
),

recent as materialized (
    select
        standings.rowid as standing_row,
        standings.incident_id,
        standings.source_id,
        standings.rank,
        spans.least,
        spans.before
    from raw.standings
    inner join spans using (incident_id, source_id)
    where standings.rank >= spans.recent
        and standings.rank >= (select min(recent) from spans)
        and standings.rank <= spans.most
),

-- Before those of another mark than the first (`rank` in flows/relate/believing.py), articles of any age may stand.
frequent as (
    select
        incident_id,
        source_id
    from recent
    where rank < least
        and starts_with(least, '00 ')
    group by incident_id, source_id
    having count(*) >= any_value(before)
),

told_of as (
    select *
    from recent
    semi join frequent using (incident_id, source_id)
    union all
    select
        standings.rowid as standing_row,
        standings.incident_id,
        standings.source_id,
        standings.rank,
        spans.least,
        spans.before
    from raw.standings
    inner join spans using (incident_id, source_id)
    anti join frequent using (incident_id, source_id)
    where standings.rank <= spans.most
),

nearest as (
    select standing_row
    from told_of
    qualify rank >= least
        or row_number() over (
            partition by incident_id, source_id, left(rank, 2), rank >= least
            order by rank desc
        ) <= before
),

found as (
    select
        incident_id,
        document_id
    from raw.standings
    where rowid in (select standing_row from nearest)
)

select *
from found
anti join wanted using (incident_id, document_id);
