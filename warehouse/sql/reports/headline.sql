-- What are the headline numbers of an incident, and what do they rest on?
-- Grain: one row.
-- Parameters: $incident text.
with chosen as (
    select *
    from coverage
    where incident_id = $incident
),

counts as (
    select
        count(*) as articles,
        count(*) filter (where published_on is not null) as dated,
        count(*) filter (where published_on is null) as undated,
        count(distinct cluster_id) as stories,
        count(*) filter (where is_origin) as origins,
        count(distinct source_id) as sources,
        count(*) filter (where is_obfuscated) as obfuscated,
        count(*) filter (where status = 'gone') as gone,
        count(*) filter (where status = 'suspect') as suspect,
        min(published_on) as first_on,
        max(published_on) as last_on,
        min(first_seen_at) as first_seen_at
    from chosen
),

changes as (
    select
        count(distinct document_id) as changed,
        count(distinct document_id) filter (where is_silent) as changed_silently
    from revisions
    where document_id in (select document_id from chosen)
        and kind <> 'minor'
),

asked as (
    select
        count(*) as source_days,
        count(*) filter (where status <> 'ok') as gap_source_days
    from completeness
),

last_runs as (
    select
        count(*) as runs,
        max(as_of) as last_run_at
    from runs
),

headline as (
    select *
    from counts
    cross join changes
    cross join asked
    cross join last_runs
)

select * from headline;
