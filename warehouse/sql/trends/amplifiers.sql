-- Which sources spread what others had first, how fast, and who took it from them in turn?
-- Grain: one row per source that has something from another one.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

taken as (
    select
        child.source_id,
        child.source_name,
        child.source_kind,
        child.document_id,
        lineage.is_copy,
        lineage.lag_minutes,
        parent.source_name as parent_name,
        (
            select count(*)
            from lineage as onward
            where onward.incident_id = $incident
                and onward.parent_document_id = child.document_id
                and not onward.is_contradicted
        ) as passed_on
    from lineage
    inner join published as child on child.document_id = lineage.child_document_id
    inner join coverage as parent
        on parent.document_id = lineage.parent_document_id
        and parent.incident_id = $incident
    where lineage.incident_id = $incident
        and not lineage.is_contradicted
        and child.source_id <> parent.source_id
),

givers as (
    select
        source_id,
        first(parent_name order by articles desc, parent_name) as mostly_from
    from (
        select
            source_id,
            parent_name,
            count(*) as articles
        from taken
        group by source_id, parent_name
    )
    group by source_id
),

amplifiers as (
    select
        source_id,
        any_value(source_name) as source_name,
        any_value(source_kind) as source_kind,
        count(*) as taken,
        count(*) filter (where is_copy) as copies,
        count(distinct parent_name) as from_sources,
        any_value(givers.mostly_from) as mostly_from,
        cast(median(lag_minutes) as bigint) as median_lag_minutes,
        cast(sum(passed_on) as bigint) as passed_on
    from taken
    inner join givers using (source_id)
    group by source_id
)

select * from amplifiers
order by taken desc, passed_on desc, source_id;
