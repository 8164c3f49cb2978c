-- Which neighbouring states of relevant pages have not been compared yet? Asked of what cut_out_states.sql cuts out.
-- Grain: one row per pair of states.
with parties as (
    select
        stg_mentions.document_id,
        stg_mentions.content_digest,
        list(distinct coalesce(stg_tags.name, stg_mentions.tag)) as names
    from stg_mentions
    left join stg_tags using (incident_id, kind, tag)
    where stg_mentions.kind = 'entity'
    group by all
),

states as (
    select
        stg_document_states.*,
        coalesce(parties.names, []) as names
    from stg_document_states
    left join parties using (document_id, content_digest)
    where exists (
        select 1
        from stg_relevances
        where stg_relevances.document_id = stg_document_states.document_id
            and stg_relevances.is_relevant
    )
),

pairs as (
    select distinct on (later.document_id, earlier.state_key, later.state_key)
        later.document_id,
        earlier.state_key as before_key,
        later.state_key as after_key,
        struct_pack(
            title := earlier.title,
            "text" := earlier.text,
            author := earlier.author,
            credit := earlier.credit,
            published_at := earlier.published_at,
            published_precision := earlier.published_precision,
            published_raw := earlier.published_raw,
            names := earlier.names
        ) as "before",
        struct_pack(
            title := later.title,
            "text" := later.text,
            author := later.author,
            credit := later.credit,
            published_at := later.published_at,
            published_precision := later.published_precision,
            published_raw := later.published_raw,
            names := later.names
        ) as "after"
    from states as later
    inner join states as earlier
        on earlier.document_id = later.document_id
        and earlier.url = later.url
        and earlier.state_key = later.previous_key
    anti join raw.revisions
        on revisions.document_id = later.document_id
        and revisions.before_key = earlier.state_key
        and revisions.after_key = later.state_key
)

select * from pairs
order by document_id, before_key, after_key;
