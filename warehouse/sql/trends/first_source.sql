-- Who had each story first, and how long until somebody took it up?
-- Grain: one row per story that was taken up, the earliest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select *
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

copies as (
    select
        cluster_id,
        count(*) as articles,
        count(distinct source_id) as sources,
        min(published_at) filter (where not is_origin) as first_copy_at,
        max(published_at) as last_copy_at
    from published
    group by cluster_id
),

first_source as (
    select
        published.published_at,
        published.source_name,
        published.title,
        copies.articles,
        copies.sources,
        date_diff('minute', published.published_at, copies.first_copy_at) as minutes_to_first_copy,
        copies.last_copy_at,
        published.document_id,
        published.cluster_id,
        published.url
    from published
    inner join copies using (cluster_id)
    where published.is_origin
        and copies.articles > 1
)

select * from first_source
order by published_at, document_id;
