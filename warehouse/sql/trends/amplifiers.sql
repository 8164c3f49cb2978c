-- Which sources spread what others had first, how fast, and who took it from them in turn?
-- Grain: one row per source that has something from another one.
-- Parameters: $incident text, $since date = null, $until date = null.
with believed as materialized (
    select
        child_hash,
        parent_hash,
        is_copy,
        lag_minutes
    from lineage
    where incident_id = $incident
        and not is_contradicted
),

linked as (
    select parent_hash as document_hash
    from believed
    union all
    select child_hash as document_hash
    from believed
),

-- Numbers alone are followed: names of sources are read of what is told only.
articles as materialized (
    select
        document_hash,
        source_id,
        published_on
    from coverage
    semi join linked using (document_hash)
    where incident_id = $incident
),

passed as (
    select
        parent_hash,
        count(*) as passed_on
    from believed
    group by parent_hash
),

taken as materialized (
    select
        child.source_id,
        parent.source_id as parent_id,
        believed.is_copy,
        believed.lag_minutes,
        coalesce(passed.passed_on, 0) as passed_on
    from believed
    inner join articles as child on child.document_hash = believed.child_hash
    inner join articles as parent on parent.document_hash = believed.parent_hash
    left join passed on passed.parent_hash = believed.child_hash
    where child.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
        and child.source_id <> parent.source_id
),

names as (
    select
        source_id,
        any_value(source_name) as source_name,
        any_value(source_kind) as source_kind
    from incident_sources
    where incident_id = $incident
    group by source_id
),

givers as (
    select
        source_id,
        count(*) as from_sources,
        first(parent_name order by articles desc, parent_name) as mostly_from
    from (
        select
            taken.source_id,
            names.source_name as parent_name,
            count(*) as articles
        from taken
        inner join names on names.source_id = taken.parent_id
        group by taken.source_id, names.source_name
    )
    group by source_id
),

amplifiers as (
    select
        taken.source_id,
        any_value(names.source_name) as source_name,
        any_value(names.source_kind) as source_kind,
        count(*) as taken,
        count(*) filter (where taken.is_copy) as copies,
        any_value(givers.from_sources) as from_sources,
        any_value(givers.mostly_from) as mostly_from,
        cast(median(taken.lag_minutes) as bigint) as median_lag_minutes,
        cast(sum(taken.passed_on) as bigint) as passed_on
    from taken
    inner join names using (source_id)
    inner join givers using (source_id)
    group by taken.source_id
)

select * from amplifiers
order by taken desc, passed_on desc, source_id;
