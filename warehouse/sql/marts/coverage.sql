-- Which documents cover an incident, in their latest version, and which of them are copies?
-- Grain: one row per relevant document and incident.
with relevant as (
    select
        stg_relevances.incident_id,
        stg_relevances.score as relevance,
        stg_documents.*,
        -- Documents with the same words are one story, and a mirror's copy with its original; very short texts
        -- prove nothing by being equal.
        case
            when length(stg_documents.text) >= 20
                then md5(regexp_replace(stg_documents.text, '[\s\p{P}]', '', 'g'))
            else stg_documents.document_id
        end as own_key
    from stg_documents
    inner join stg_relevances using (document_id, content_digest)
    where stg_relevances.is_relevant
),

keyed as (
    select
        relevant.*,
        coalesce(original.own_key, relevant.own_key) as text_key
    from relevant
    left join relevant as original
        on original.document_id = relevant.mirror_of_id
        and original.incident_id = relevant.incident_id
),

dated as (
    select
        keyed.*,
        stg_sources.name as source_name,
        stg_sources.kind as source_kind,
        cast(timezone(stg_incidents.timezone, keyed.published_at) as date) as published_on,
        stg_first_captures.first_seen_at,
        stg_first_captures.first_seen_at < keyed.published_at as is_date_false
    from keyed
    inner join stg_incidents using (incident_id)
    inner join stg_first_captures using (document_id)
    left join stg_sources using (source_id)
),

ranked as (
    select
        *,
        first_value(document_id) over (
            partition by incident_id, text_key
            order by
                coalesce(source_kind = 'mirror', false),
                is_date_false or published_at is null,
                published_at,
                first_seen_at,
                document_id
        ) as origin_document_id,
        min(document_id) over (partition by incident_id, text_key) as cluster_id
    from dated
),

version_counts as (
    select
        document_id,
        count(*) as version_count
    from stg_document_versions
    group by document_id
),

removals as (
    select
        url,
        max(ended_at) filter (where outcome in ('fetched', 'not_modified')) as last_had_at
    from stg_fates
    where role = 'page'
        and (outcome in ('fetched', 'not_modified') or http_status in (404, 410))
    group by url
),

missing_since as (
    select
        removals.url,
        count(distinct stg_fates.run_id) as missing_runs
    from removals
    inner join stg_fates using (url)
    where stg_fates.http_status in (404, 410)
        and stg_fates.ended_at > coalesce(removals.last_had_at, '-infinity'::timestamptz)
    group by removals.url
),

coverage as (
    select
        ranked.incident_id,
        ranked.document_id,
        ranked.url,
        ranked.canonical_url,
        ranked.source_id,
        coalesce(ranked.source_name, ranked.source_id) as source_name,
        ranked.source_kind,
        ranked.title,
        ranked.text,
        ranked.published_at,
        ranked.published_precision,
        ranked.published_method,
        ranked.published_on,
        ranked.first_seen_at,
        ranked.author,
        ranked.credit,
        ranked.language,
        ranked.script,
        len(ranked.obfuscations) > 0 as is_obfuscated,
        ranked.relevance,
        ranked.cluster_id,
        ranked.document_id = ranked.origin_document_id as is_origin,
        ranked.origin_document_id,
        version_counts.version_count,
        case
            when coalesce(missing_since.missing_runs, 0) >= 2 then 'gone'
            when missing_since.missing_runs = 1 then 'suspect'
            else 'live'
        end as status
    from ranked
    inner join version_counts using (document_id)
    left join missing_since using (url)
)

select * from coverage
order by incident_id, published_on, document_id;
