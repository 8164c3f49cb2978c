-- Which documents cover an incident, in their latest version, and which of them are copies?
-- Grain: one row per relevant document and incident.
with relevant as (
    select
        stg_relevances.incident_id,
        stg_relevances.score as relevance,
        stg_documents.*
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
),

version_counts as (
    select
        document_id,
        count(*) as version_count
    from stg_document_versions
    group by document_id
),

-- What is no article any more: an error, the home page, a list, a "not found" with status 200, an emptied page.
-- What says nothing of the article (captchas, server errors, time-outs, robots.txt) is no look at all.
removals as (
    select
        url,
        fetched_at,
        reason <> 'http_status' as is_page,
        case
            when reason = 'http_status' then replace(detail, 'status', 'HTTP')
            else reason || case when detail = '' then '' else ': ' || detail end
        end as evidence
    from stg_rejections
    where reason in ('soft_404', 'home_page', 'link_list', 'empty', 'no_text')
        or (reason = 'http_status' and detail in ('status 404', 'status 410'))
),

redirects as (
    select
        url,
        ended_at,
        regexp_extract(detail, 'redirected to ([^; ]+)', 1) as target
    from stg_fates
    where role = 'page'
        and outcome = 'fetched'
        and starts_with(detail, 'redirected to ')
),

looks as (
    select
        url,
        fetched_at as looked_at,
        true as is_there,
        true as is_page,
        '' as evidence
    from stg_captures
    union all
    select
        url,
        fetched_at,
        false,
        is_page,
        evidence
    from removals
    union all
    select
        url,
        ended_at,
        case when outcome = 'not_modified' then null else false end,
        false,
        coalesce('HTTP ' || http_status, outcome)
    from stg_fates
    where role = 'page'
        and (http_status in (404, 410) or outcome in ('not_modified', 'empty_body'))
    union all
    select
        stg_fates.url,
        stg_fates.ended_at,
        true,
        true,
        ''
    from stg_fates
    where stg_fates.role = 'page'
        and stg_fates.outcome = 'fetched'
        and not starts_with(stg_fates.detail, 'redirected to ')
        and not exists (
            select 1
            from stg_rejections
            where stg_rejections.url = stg_fates.url
                and abs(epoch(stg_rejections.fetched_at) - epoch(stg_fates.ended_at)) < 900
        )
    union all
    select
        redirects.url,
        redirects.ended_at,
        false,
        true,
        'redirected to ' || redirects.target
    from redirects
    where regexp_matches(redirects.target, '^https?://[^/]+/?(index\.\w+)?([?#].*)?$')
        or exists (
            select 1
            from removals
            where removals.url = redirects.target
                and abs(epoch(removals.fetched_at) - epoch(redirects.ended_at)) < 900
        )
),

-- "Not modified" says that it is still what the last answer with a page was; an error leaves no page behind.
judged as (
    select
        url,
        looked_at,
        evidence,
        coalesce(
            is_there,
            last_value(case when is_page then is_there end ignore nulls) over (
                partition by url
                order by looked_at, is_there
                rows between unbounded preceding and current row
            ),
            true
        ) as is_there
    from looks
),

last_seen as (
    select
        url,
        max(looked_at) filter (where is_there) as last_there_at
    from judged
    group by url
),

-- Gone is said after a second look on a later run, and no run begins within an hour of another's look.
missing as (
    select
        judged.url,
        min(judged.looked_at) as missing_since,
        arg_min(judged.evidence, judged.looked_at) as missing_evidence,
        case
            when max(judged.looked_at) - min(judged.looked_at) >= interval 1 hour then 'gone'
            else 'suspect'
        end as status
    from judged
    inner join last_seen using (url)
    where not judged.is_there
        and judged.looked_at > coalesce(last_seen.last_there_at, '-infinity'::timestamptz)
    group by judged.url
),

coverage as (
    select
        relevant.incident_id,
        relevant.document_id,
        relevant.url,
        relevant.canonical_url,
        relevant.source_id,
        coalesce(stg_sources.name, relevant.source_id) as source_name,
        stg_sources.kind as source_kind,
        relevant.title,
        relevant.text,
        relevant.published_at,
        relevant.published_precision,
        relevant.published_method,
        case
            when coalesce(stg_standings.doubt, '') = ''
                then cast(timezone(stg_incidents.timezone, relevant.published_at) as date)
        end as published_on,
        nullif(stg_standings.doubt, '') as date_doubt,
        stg_first_captures.first_seen_at,
        relevant.author,
        relevant.credit,
        relevant.language,
        relevant.script,
        len(relevant.obfuscations) > 0 as is_obfuscated,
        relevant.relevance,
        coalesce(stg_standings.cluster_id, relevant.document_id) as cluster_id,
        coalesce(stg_standings.origin_document_id, relevant.document_id) = relevant.document_id
            as is_origin,
        coalesce(stg_standings.origin_document_id, relevant.document_id) as origin_document_id,
        version_counts.version_count,
        coalesce(missing.status, 'live') as status,
        missing.missing_since,
        missing.missing_evidence
    from relevant
    inner join stg_incidents using (incident_id)
    inner join stg_first_captures using (document_id)
    inner join version_counts using (document_id)
    left join stg_sources using (source_id)
    left join stg_standings
        on stg_standings.incident_id = relevant.incident_id
        and stg_standings.document_id = relevant.document_id
    left join missing on missing.url = relevant.url
)

select * from coverage
order by incident_id, published_on, document_id;
