-- Which articles are the first of their headline, the wanted ones left out?
-- Grain: one row per incident and headline.
-- Parameters: $titles text, JSON of incidents with folded headlines.
with titles as (
    select distinct
        incident_id,
        unnest("value") as title_key
    from (
        select unnest(from_json($titles, '[{"incident_id": "varchar", "value": ["varchar"]}]'), recursive := true)
    )
),

bearers as (
    select
        incident_id,
        document_id,
        title_key,
        rank
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join (
            select md5_number_lower(concat_ws(' ', incident_id, title_key)) as title_number
            from titles
            where title_key > ''
        ) using (title_number)
    )
)

select
    incident_id,
    title_key,
    arg_min(document_id, rank) as document_id,
    min(rank) as rank
from bearers
anti join wanted using (incident_id, document_id)
group by incident_id, title_key;
