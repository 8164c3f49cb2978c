-- Which articles of cited outlets may be meant: those between the first and the last article that cites them, and of those
-- just before the first some of any age, and more if they are recent? The wanted ones are left out.
-- Grain: one row per incident and document.
-- Parameters: $cited text, JSON of incidents with sources: the least and the highest rank of those who cite them, since when
-- articles are recent (as in ranks), how many recent ones are looked at before the first, and how many of any age.
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
                        [{"source_id": "varchar", "least": "varchar", "most": "varchar", "since": "varchar", "many": "integer",
                          "few": "integer"}]}]'
                ),
                max_depth := 2
            )
    )
),

-- Most outlets have some recent articles: only for the others all of the past is looked through.
spans as (
    select
        md5_number_lower(concat_ws(' ', incident_id, source_id)) as outlet_number,
        least,
        most,
        since,
        many,
        few,
        left(least, 3) || since as recent
    from cited
),

recent as materialized (
    select
        standings.rowid as standing_row,
        standings.rank,
        spans.*
    from raw.standings
    inner join spans using (outlet_number)
    where standings.rank >= spans.recent
        and standings.rank >= (select min(recent) from spans)
        and standings.rank <= spans.most
),

-- Before those of another mark than the first (`rank` in flows/relate/believing.py), articles of any age may stand.
rare as materialized (
    select *
    from spans
    anti join (
        select outlet_number
        from recent
        where rank < least
            and starts_with(least, '00 ')
        group by outlet_number
        having count(*) >= any_value(few)
    ) using (outlet_number)
),

of_rare as materialized (
    select
        rowid as standing_row,
        outlet_number,
        rank
    from raw.standings
    where rowid in (
        select standings.rowid
        from raw.standings
        semi join (
            select outlet_number
            from rare
            where most > ''
        ) using (outlet_number)
    )
),

told_of as (
    select *
    from recent
    anti join rare using (outlet_number)
    union all by name
    select
        of_rare.standing_row,
        of_rare.rank,
        rare.*
    from of_rare
    inner join rare using (outlet_number)
    where of_rare.rank <= rare.most
),

nearest as (
    select standing_row
    from told_of
    where rank >= least
    union all
    select standing_row
    from told_of
    where rank < least
    qualify row_number() over (partition by outlet_number, left(rank, 2) order by rank desc)
        <= case when substring(rank, 4, length(since)) >= since then many else few end
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
