-- Which relevant pages are due for another look: 1, 3, 7 and 30 days after the first, and after a failed one?
-- A "not found" with status 200, an emptied page and a redirect to the home page or a list are failed looks too.
-- Grain: one row per source and URL.
-- Parameters: $as_of timestamptz.
with captures as (
    select
        url,
        fetched_at,
        true as is_there
    from stg_captures
    union all
    select
        url,
        fetched_at,
        case when reason in ('soft_404', 'home_page', 'link_list', 'empty', 'no_text') then false end
    from stg_rejections
    where reason not in ('http_status', 'later_page')
),

requests as (
    select
        *,
        coalesce(target, url) as landed_at
    from stg_fates
    where role = 'page'
        and ended_at <= $as_of
        and (outcome in ('fetched', 'not_modified', 'empty_body') or http_status in (404, 410))
),

-- The newest capture that a request can have seen says what it saw: a replay answers with captures older than itself.
looks as (
    select
        requests.*,
        requests.outcome = 'empty_body'
            or coalesce(requests.http_status in (404, 410), false)
            or coalesce(regexp_matches(requests.target, '^https?://[^/]+/?(index\.\w+)?([?#].*)?$'), false)
            or (requests.outcome = 'fetched' and coalesce(not captures.is_there, false)) as is_missing
    from requests
    asof left join captures
        on captures.url = requests.landed_at
        and captures.fetched_at <= requests.ended_at
    where requests.outcome <> 'fetched'
        or captures.is_there is not null
        or captures.url is null
),

-- An address that only leads to a page, or does so now, is one of its addresses: the page itself is asked for from then on.
places as (
    select
        looks.*,
        case when own.url is null then looks.landed_at else looks.url end as place
    from looks
    left join (
        select distinct url
        from stg_captures
        anti join stg_moves using (document_id)
    ) as own using (url)
),

first_captures as (
    select
        coalesce(stg_moves.moved_to, stg_first_captures.document_id) as document_id,
        min(stg_first_captures.first_seen_at) as first_seen_at
    from stg_first_captures
    left join stg_moves using (document_id)
    group by 1
),

pages as (
    select
        places.source_id,
        places.place as url,
        max(places.ended_at) as last_look_at,
        max(places.ended_at) filter (where places.outcome in ('fetched', 'not_modified')) as last_had_at,
        arg_max(places.is_missing, places.ended_at) as is_missing,
        count(distinct places.run_id) filter (where places.is_missing) as missing_count,
        arg_max(places.etag, places.ended_at) filter (where places.etag is not null) as etag,
        arg_max(places.last_modified, places.ended_at) filter (where places.last_modified is not null)
            as last_modified,
        any_value(first_captures.first_seen_at) as first_seen_at,
        any_value(stg_documents.via) as via
    from places
    inner join stg_documents on stg_documents.url = places.place
    inner join first_captures using (document_id)
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
    group by places.source_id, places.place
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
        last_had_at as fetched_at,
        via
    from due
)

select * from revisits
order by source_id, url;
