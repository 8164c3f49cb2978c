-- How did the articles of an incident spread: who had it from whom, step by step, from every origin?
-- Grain: one row per article that has copies or is one, or that tells of another, depth first.
-- Parameters: $incident text, $since date = null, $until date = null.
with recursive edges as materialized (
    select
        child_document_id,
        parent_document_id,
        kind,
        is_copy,
        confidence,
        lag_minutes
    from lineage
    where incident_id = $incident
        and not is_contradicted
),

linked as materialized (
    select parent_document_id as document_id
    from edges
    union
    select child_document_id as document_id
    from edges
),

published as materialized (
    select
        document_id,
        cluster_id,
        source_name,
        title,
        url,
        published_at
    from coverage
    inner join linked using (document_id)
    where incident_id = $incident
        and coalesce(published_on, '-infinity'::date)
            between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

steps as (
    select
        document_id,
        document_id as root_document_id,
        0 as depth,
        [coalesce(strftime(published_at, '%Y-%m-%dT%H:%M'), '9') || document_id] as path
    from published
    anti join edges on edges.child_document_id = published.document_id
    union all
    select
        published.document_id,
        steps.root_document_id,
        steps.depth + 1,
        list_append(
            steps.path,
            coalesce(strftime(published.published_at, '%Y-%m-%dT%H:%M'), '9') || published.document_id
        )
    from steps
    inner join edges on edges.parent_document_id = steps.document_id
    inner join published on published.document_id = edges.child_document_id
    where steps.depth < 50
),

propagation as (
    select
        steps.depth,
        published.source_name,
        published.title,
        published.published_at,
        edges.kind,
        edges.is_copy,
        edges.confidence,
        edges.lag_minutes,
        published.document_id,
        edges.parent_document_id,
        steps.root_document_id,
        published.cluster_id,
        published.url,
        steps.path
    from steps
    inner join published using (document_id)
    left join edges on edges.child_document_id = steps.document_id
)

select * exclude (path)
from propagation
order by path;
