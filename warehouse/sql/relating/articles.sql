-- What is to be known of the wanted articles, to tell who had what from whom?
-- Grain: one row per incident and document that is relevant in its latest version.
with captures as materialized (
    select
        document_id,
        url,
        source_id,
        title,
        published_at,
        published_precision,
        published_method,
        quality,
        credit,
        cited,
        links,
        mirror_of_id,
        fetched_at,
        content_digest,
        document_hash
    from raw.documents
    where rowid in (
        select documents.rowid
        from raw.documents
        semi join wanted using (document_hash)
    )
),

latest as (
    select *
    from captures
    qualify row_number() over (partition by document_id order by fetched_at desc, url) = 1
),

-- As in stg_publications.
dates as (
    select
        document_id,
        arg_min(
            struct_pack(published_at, published_precision),
            case
                when published_precision in ('hour', 'day', 'month')
                    or published_method in ('relative', 'yearless', 'announced', 'url', 'signature')
                    then (list_position(['second', 'minute', 'hour', 'day', 'month'], published_precision), fetched_at, url)
                else (0, fetched_at, url)
            end
        ) filter (where published_at is not null) as best
    from captures
    group by document_id
),

-- Ids are longer than all else that is read here: they are compared where few are left.
judged as (
    select
        incident_id,
        document_hash,
        content_digest
    from raw.relevances
    semi join wanted using (document_hash)
    where is_relevant
),

relevant as materialized (
    select
        judged.incident_id,
        latest.* replace (
            dates.best.published_at as published_at,
            dates.best.published_precision as published_precision
        ),
        sources.kind as source_kind
    from latest
    inner join dates using (document_id)
    inner join judged using (document_hash, content_digest)
    left join raw.sources using (source_id)
    semi join wanted
        on wanted.incident_id = judged.incident_id
        and wanted.document_id = latest.document_id
    anti join raw.moves on moves.document_id = latest.document_id
),

sketched as (
    select
        document_hash,
        content_digest,
        days
    from raw.sketches
    semi join wanted using (document_hash)
),

first_captures as (
    select
        document_id,
        min(fetched_at) as first_seen_at
    from captures
    group by document_id
),

-- Canonical addresses have https; links may not.
hyperlinks as materialized (
    select distinct
        document_id,
        md5_number_lower(unnest([url, regexp_replace(url, '^http:', 'https:')])) as url_number
    from (
        select
            document_id,
            unnest(links).url as url
        from relevant
    )
),

addresses as (
    select *
    from raw.addresses
    where rowid in (
        select addresses.rowid
        from raw.addresses
        semi join hyperlinks using (url_number)
        where addresses.rowid >= 0
    )
),

linked as (
    select
        hyperlinks.document_id,
        list(distinct addresses.document_id order by addresses.document_id) as linked
    from hyperlinks
    inner join addresses using (url_number)
    where addresses.document_id <> hyperlinks.document_id
    group by hyperlinks.document_id
)

select
    relevant.incident_id,
    relevant.document_id,
    relevant.source_id,
    coalesce(relevant.source_kind, '') as source_kind,
    relevant.title,
    relevant.published_at,
    relevant.published_precision,
    first_captures.first_seen_at,
    list_contains(relevant.quality, 'date_refused') as is_date_refused,
    relevant.credit,
    relevant.cited,
    coalesce(linked.linked, []) as linked,
    relevant.mirror_of_id,
    coalesce(sketched.days, []) as mentioned_on
from relevant
inner join first_captures using (document_id)
left join linked using (document_id)
left join sketched using (document_hash, content_digest)
order by relevant.incident_id, relevant.document_id;
