-- What is to be known of the wanted articles of an incident, to tell who had what from whom?
-- Grain: one row per document that is relevant in its latest version.
-- Parameters: $incident text.
with captures as (
    select documents.* exclude (text, raw_text)
    from raw.documents
    semi join wanted using (document_id)
),

latest as (
    select *
    from captures
    qualify row_number() over (partition by document_id order by fetched_at desc, url) = 1
),

relevant as (
    select
        latest.*,
        sources.kind as source_kind
    from latest
    semi join (
        select
            document_id,
            content_digest
        from raw.relevances
        where incident_id = $incident
            and is_relevant
    ) as judged using (document_id, content_digest)
    left join raw.sources using (source_id)
),

first_captures as (
    select
        document_id,
        min(fetched_at) as first_seen_at
    from captures
    group by document_id
),

hyperlinks as (
    select distinct
        document_id,
        unnest(links).url as url
    from relevant
),

pointed_at as (
    select document_id
    from raw.documents
    where url in (select url from hyperlinks)
        or canonical_url in (select url from hyperlinks)
),

addresses as (
    select distinct
        document_id,
        unnest([url, canonical_url]) as url
    from (
        select
            document_id,
            url,
            canonical_url
        from raw.documents
        semi join pointed_at using (document_id)
        qualify row_number() over (partition by document_id order by fetched_at desc, url) = 1
    )
),

linked as (
    select
        hyperlinks.document_id,
        list(distinct addresses.document_id order by addresses.document_id) as linked
    from hyperlinks
    inner join addresses using (url)
    where addresses.document_id <> hyperlinks.document_id
    group by hyperlinks.document_id
)

select
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
    coalesce(sketches.days, []) as mentioned_on
from relevant
inner join first_captures using (document_id)
left join linked using (document_id)
left join raw.sketches using (document_id, content_digest)
order by relevant.document_id;
