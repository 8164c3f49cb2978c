-- Who had each story first, and how long until somebody took it up?
-- Grain: one row per story that was taken up, the earliest first.
-- Parameters: $incident text, $since date = null, $until date = null.
with published as (
    select
        cluster_id,
        source_id,
        is_origin,
        published_at
    from coverage
    where incident_id = $incident
        and published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

taken_up as (
    select distinct cluster_id
    from published
    where not is_origin
),

copies as (
    select
        published.cluster_id,
        count(*) as articles,
        count(distinct published.source_id) as sources,
        min(published.published_at) filter (where not published.is_origin) as first_copy_at,
        max(published.published_at) as last_copy_at
    from published
    semi join taken_up using (cluster_id)
    group by published.cluster_id
),

first_source as (
    select
        coverage.published_at,
        coverage.source_name,
        coverage.title,
        copies.articles,
        copies.sources,
        date_diff('minute', coverage.published_at, copies.first_copy_at) as minutes_to_first_copy,
        copies.last_copy_at,
        coverage.document_id,
        coverage.cluster_id,
        coverage.url
    from coverage
    inner join copies using (cluster_id)
    where coverage.incident_id = $incident
        and coverage.published_on between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
        and coverage.is_origin
        and copies.articles > 1
)

select * from first_source
order by published_at, document_id;
