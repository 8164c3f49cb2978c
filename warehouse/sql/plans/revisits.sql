-- Which relevant pages are due for another look: 1, 3, 7 and 30 days after the first, and after a failed one?
-- A "not found" with status 200, an emptied page and a redirect to the home page or a list are failed looks too.
-- Grain: one row per source and URL.
-- Parameters: $as_of timestamptz.
with replaced as (
    select
        url,
        fetched_at
    from stg_rejections
    where reason in ('soft_404', 'home_page', 'link_list', 'empty', 'no_text')
),

looked as (
    select
        *,
        regexp_extract(detail, '^redirected to ([^; ]+)', 1) as target
    from stg_fates
    where role = 'page'
        and ended_at <= $as_of
        and (outcome in ('fetched', 'not_modified', 'empty_body') or http_status in (404, 410))
),

found as (
    select
        looked.*,
        coalesce(looked.http_status in (404, 410), false)
            or looked.outcome = 'empty_body'
            or regexp_matches(looked.target, '^https?://[^/]+/?(index\.\w+)?([?#].*)?$')
            or exists (
                select 1
                from replaced
                where replaced.url in (looked.url, looked.target)
                    and abs(epoch(replaced.fetched_at) - epoch(looked.ended_at)) < 900
            ) as is_missing
    from looked
),

looks as (
    select
        source_id,
        url,
        max(ended_at) as last_look_at,
        max(ended_at) filter (where outcome in ('fetched', 'not_modified')) as last_had_at,
        arg_max(is_missing, ended_at) as is_missing,
        count(distinct run_id) filter (where is_missing) as missing_count,
        arg_max(etag, ended_at) filter (where etag is not null) as etag,
        arg_max(last_modified, ended_at) filter (where last_modified is not null) as last_modified
    from found
    group by source_id, url
),

pages as (
    select
        looks.*,
        min(stg_first_captures.first_seen_at) as first_seen_at
    from looks
    inner join stg_documents using (url)
    inner join stg_first_captures using (document_id)
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
    group by all
),

-- Two hours of grace, since no two daily runs come at the same second.
due as (
    select *
    from pages
    where is_missing and missing_count < 2 and last_look_at < $as_of - interval 2 hour
        or exists (
            select 1
            from unnest([1, 3, 7, 30]) as marks(day)
            where pages.first_seen_at + to_days(cast(marks.day as integer)) - interval 2 hour <= $as_of
                and pages.last_look_at < pages.first_seen_at + to_days(cast(marks.day as integer)) - interval 2 hour
        )
),

revisits as (
    select
        source_id,
        url,
        etag,
        last_modified,
        last_had_at as fetched_at
    from due
)

select * from revisits
order by source_id, url;
