-- Which documents cover an incident, in their latest version, and which of them are copies?
-- Grain: one row per relevant document and incident.
-- Kept: by document_id of touched.documents.
with relevant as (
    select
        stg_relevances.incident_id,
        stg_relevances.score as relevance,
        stg_documents.* exclude (published_at, published_precision, published_method),
        stg_publications.published_at,
        stg_publications.published_precision,
        stg_publications.published_method
    from stg_documents
    inner join stg_publications using (document_id)
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
),

first_captures as (
    select
        coalesce(stg_moves.moved_to, stg_first_captures.document_id) as document_id,
        min(stg_first_captures.first_seen_at) as first_seen_at
    from stg_first_captures
    left join stg_moves using (document_id)
    group by 1
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
captures as (
    select
        url,
        run_id,
        fetched_at,
        true as is_there,
        true as is_page,
        '' as evidence
    from stg_captures
    union all by name
    select
        url,
        run_id,
        fetched_at,
        case
            when reason in ('soft_404', 'home_page', 'link_list', 'empty', 'no_text')
                or (reason = 'http_status' and detail in ('status 404', 'status 410'))
                then false
        end as is_there,
        reason <> 'http_status' as is_page,
        case
            when reason = 'http_status' then replace(detail, 'status', 'HTTP')
            else concat_ws(': ', reason, nullif(detail, ''))
        end as evidence
    from stg_rejections
    where reason <> 'later_page'
),

-- The newest capture that a request can have seen says what it saw: a replay answers with captures older than itself.
requests as (
    select
        stg_fates.url,
        stg_fates.run_id,
        stg_fates.ended_at,
        stg_fates.outcome,
        stg_fates.http_status,
        stg_fates.target,
        captures.is_there as was_there,
        captures.evidence as was_evidence,
        captures.url is not null as is_captured
    from (
        select
            *,
            coalesce(target, url) as landed_at
        from stg_fates
        where role = 'page'
            and (outcome in ('fetched', 'not_modified', 'empty_body') or http_status in (404, 410))
    ) as stg_fates
    asof left join captures
        on captures.url = stg_fates.landed_at
        and captures.fetched_at <= stg_fates.ended_at
),

looks as (
    select
        url,
        run_id,
        ended_at as looked_at,
        case
            when outcome = 'not_modified' then null
            else outcome = 'fetched' and target is null and coalesce(was_there, true)
        end as is_there,
        outcome = 'fetched' as is_page,
        case
            when http_status in (404, 410) then 'HTTP ' || http_status
            when outcome = 'empty_body' then outcome
            else coalesce('redirected to ' || target, was_evidence)
        end as evidence
    from requests
    where outcome <> 'fetched'
        or target is null and (was_there is not null or not is_captured)
        or target is not null
            and (not was_there or regexp_matches(target, '^https?://[^/]+/?(index\.\w+)?([?#].*)?$'))
    union all by name
    select
        target as url,
        run_id,
        ended_at as looked_at,
        outcome = 'fetched' as is_there,
        outcome = 'fetched' as is_page,
        case when outcome = 'fetched' then '' else 'HTTP ' || http_status end as evidence
    from requests
    where target is not null
        and (was_there or http_status in (404, 410))
    union all by name
    select
        url,
        run_id,
        fetched_at as looked_at,
        is_there,
        is_page,
        evidence
    from captures
    where run_id is null
        and is_there is not null
),

-- "Not modified" says that it is still what the last answer with a page was; an error leaves no page behind.
judged as (
    select
        looks.url,
        looks.looked_at,
        looks.evidence,
        looks.run_id,
        coalesce(stg_runs.as_of, min(looks.looked_at) over (partition by looks.run_id)) as moment,
        coalesce(
            looks.is_there,
            last_value(case when looks.is_page then looks.is_there end ignore nulls) over (
                partition by looks.url
                order by looks.looked_at, looks.is_there
                rows between unbounded preceding and current row
            ),
            true
        ) as is_there
    from looks
    left join stg_runs using (run_id)
),

last_seen as (
    select
        url,
        max(looked_at) filter (where is_there) as last_there_at
    from judged
    group by url
),

-- Gone is said after a second look on a later run; what no run looked at, after a second capture an hour later.
missing as (
    select
        judged.url,
        min(judged.looked_at) as missing_since,
        arg_min(judged.evidence, judged.looked_at) as missing_evidence,
        case
            when count(distinct judged.moment) filter (where judged.run_id is not null) > 1
                or max(judged.looked_at) filter (where judged.run_id is null)
                - min(judged.looked_at) filter (where judged.run_id is null) >= interval 1 hour
                then 'gone'
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
        md5_number_lower(relevant.document_id) as document_hash,
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
        first_captures.first_seen_at,
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
    inner join first_captures using (document_id)
    inner join version_counts using (document_id)
    left join stg_sources using (source_id)
    left join stg_standings
        on stg_standings.incident_id = relevant.incident_id
        and stg_standings.document_id = relevant.document_id
    left join missing on missing.url = relevant.url
)

select * from coverage
order by incident_id, published_on, document_id;
