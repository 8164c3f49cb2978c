-- How did the articles of an incident spread: who had it from whom, step by step, from every origin?
-- Given are the 200 origins from which most articles of these days were had, with all of them.
-- Grain: one row per article that has copies or is one, or that tells of another, depth first.
-- Parameters: $incident text, $since date = null, $until date = null.
with recursive outside as materialized (
    select document_hash
    from coverage
    where incident_id = $incident
        and coalesce(published_on, '-infinity'::date)
            not between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

-- Numbers alone are followed first: words are read of what is told only, by their rows, since a join would read all. Conditions
-- that all rows fulfil make DuckDB pass over the others by a Bloom filter; `between` two equal ids keeps it from taking the
-- articles of an incident for fewer than those that are looked for among them.
edges as materialized (
    select
        lineage.rowid as lineage_row,
        child_hash,
        parent_hash
    from lineage
    anti join outside on outside.document_hash = lineage.child_hash
    where incident_id = $incident
        and not is_contradicted
),

givers as materialized (
    select
        parent_hash as document_hash,
        count(*) as articles
    from edges
    group by parent_hash
),

roots as materialized (
    select *
    from givers
    anti join edges on edges.child_hash = givers.document_hash
    anti join outside using (document_hash)
),

-- Most articles give nothing on: they are counted where they hang, and only the others are followed.
branches as materialized (
    select
        child_hash,
        parent_hash
    from edges
    semi join givers on givers.document_hash = edges.child_hash
),

reached as (
    select
        branches.child_hash as document_hash,
        branches.parent_hash as root_hash,
        1 as depth
    from branches
    semi join roots on roots.document_hash = branches.parent_hash
    union all
    select
        branches.child_hash,
        reached.root_hash,
        reached.depth + 1
    from reached
    inner join branches on branches.parent_hash = reached.document_hash
    where reached.depth < 49
),

trees as materialized (
    select * from reached
),

further as (
    select
        trees.root_hash,
        sum(givers.articles) as articles
    from trees
    inner join givers using (document_hash)
    group by trees.root_hash
),

widths as materialized (
    select
        roots.document_hash,
        roots.articles + coalesce(further.articles, 0) as articles
    from roots
    left join further on further.root_hash = roots.document_hash
),

wide as materialized (
    select *
    from widths
    where articles >= coalesce((select articles from widths order by articles desc limit 1 offset 199), 0)
),

widest as materialized (
    select wide.document_hash
    from coverage
    inner join wide using (document_hash)
    where coverage.incident_id between $incident and $incident
    order by wide.articles desc, coverage.published_at, wide.document_hash
    limit 200
),

stems as materialized (
    select document_hash
    from widest
    union all
    select trees.document_hash
    from trees
    semi join widest on widest.document_hash = trees.root_hash
),

chosen as materialized (
    select
        edges.lineage_row,
        edges.child_hash as document_hash
    from edges
    semi join stems on stems.document_hash = edges.parent_hash
    union all
    select
        null as lineage_row,
        document_hash
    from widest
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
        coverage.published_precision,
        coverage.date_doubt,
        coalesce(strftime(coverage.published_at, '%Y-%m-%dT%H:%M'), '9') || coverage.document_id as place
    from coverage
    where rowid in (
        select coverage.rowid
        from coverage
        semi join chosen using (document_hash)
        where coverage.incident_id between $incident and $incident
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
        from chosen
        where lineage_row >= 0
    )
),

steps as (
    select
        document_hash,
        document_id as root_document_id,
        0 as depth,
        [place] as path
    from articles
    semi join widest using (document_hash)
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
        articles.published_precision,
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
