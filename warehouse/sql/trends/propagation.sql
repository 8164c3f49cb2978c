-- How did the articles of an incident spread: who had it from whom, step by step, from every origin?
-- Given are the 200 origins from which most articles were had, with all of these.
-- Grain: one row per article that has copies or is one, or that tells of another, depth first.
-- Parameters: $incident text, $since date = null, $until date = null.
with recursive believed as materialized (
    select
        rowid as lineage_row,
        child_hash,
        parent_hash
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

-- Numbers alone are followed first: words are read of what is told only, by their rows, since a join would read all.
-- The conditions that all rows fulfil make DuckDB pass over the others by a Bloom filter.
published as materialized (
    select
        coverage.rowid as coverage_row,
        document_hash,
        published_at
    from coverage
    semi join linked using (document_hash)
    where incident_id = $incident
        and coalesce(published_on, '-infinity'::date)
            between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

roots as materialized (
    select *
    from published
    anti join believed on believed.child_hash = published.document_hash
),

edges as materialized (
    select believed.*
    from believed
    semi join published on published.document_hash = believed.child_hash
),

reached as (
    select
        document_hash,
        document_hash as root_hash,
        0 as depth
    from roots
    union all
    select
        edges.child_hash,
        reached.root_hash,
        reached.depth + 1
    from reached
    inner join edges on edges.parent_hash = reached.document_hash
    where reached.depth < 50
),

trees as materialized (
    select * from reached
),

widest as (
    select root_hash
    from trees
    inner join roots on roots.document_hash = trees.root_hash
    group by root_hash
    order by count(*) desc, any_value(roots.published_at), root_hash
    limit 200
),

chosen as materialized (
    select document_hash
    from trees
    semi join widest using (root_hash)
),

articles as materialized (
    select
        coverage.document_hash,
        coverage.document_id,
        coverage.cluster_id,
        coverage.source_name,
        coverage.title,
        coverage.url,
        coverage.published_at,
        coverage.date_doubt,
        coalesce(strftime(coverage.published_at, '%Y-%m-%dT%H:%M'), '9') || coverage.document_id as place
    from coverage
    where rowid in (
        select coverage_row
        from published
        semi join chosen using (document_hash)
        where published.coverage_row >= 0
    )
),

claims as materialized (
    select
        child_hash,
        parent_hash,
        kind,
        is_copy,
        confidence,
        lag_minutes
    from lineage
    where rowid in (
        select lineage_row
        from believed
        semi join chosen on chosen.document_hash = believed.child_hash
        where believed.lineage_row >= 0
    )
),

steps as (
    select
        document_hash,
        document_id as root_document_id,
        0 as depth,
        [place] as path
    from articles
    semi join widest on widest.root_hash = articles.document_hash
    union all
    select
        articles.document_hash,
        steps.root_document_id,
        steps.depth + 1,
        list_append(steps.path, articles.place)
    from steps
    inner join claims on claims.parent_hash = steps.document_hash
    inner join articles on articles.document_hash = claims.child_hash
    where steps.depth < 50
),

propagation as (
    select
        steps.depth,
        articles.source_name,
        articles.title,
        articles.published_at,
        articles.date_doubt,
        claims.kind,
        claims.is_copy,
        claims.confidence,
        claims.lag_minutes,
        articles.document_id,
        parents.document_id as parent_document_id,
        steps.root_document_id,
        articles.cluster_id,
        articles.url,
        steps.path
    from steps
    inner join articles using (document_hash)
    left join claims on claims.child_hash = steps.document_hash
    left join articles as parents on parents.document_hash = claims.parent_hash
)

select * exclude (path)
from propagation
order by path;
