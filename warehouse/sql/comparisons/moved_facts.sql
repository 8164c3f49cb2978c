-- Which facts about documents differ between two warehouses, attached as `earlier` and `later`, and why?
-- Grain: one row per document and fact.
with earlier_coverage as (
    select
        'coverage of ' || incident_id as fact,
        url,
        format('score {:.2f}', relevance) as value,
        document_id,
        incident_id
    from earlier.main.coverage
),

later_coverage as (
    select
        'coverage of ' || incident_id as fact,
        url,
        format('score {:.2f}', relevance) as value,
        document_id,
        incident_id
    from later.main.coverage
),

latest_judgements as (
    select
        stg_relevances.document_id,
        stg_relevances.incident_id,
        array_to_string(stg_relevances.reasons, '; ') as why
    from later.staging.stg_relevances
    inner join later.staging.stg_documents using (document_id, content_digest)
),

moved_coverage as (
    select
        coalesce(later_coverage.fact, earlier_coverage.fact) as fact,
        coalesce(later_coverage.url, earlier_coverage.url) as url,
        coalesce(earlier_coverage.value, 'out') as before,
        coalesce(later_coverage.value, 'out') as after,
        coalesce(latest_judgements.why, '') as why
    from earlier_coverage
    full join later_coverage using (document_id, incident_id)
    left join latest_judgements using (document_id, incident_id)
    where (earlier_coverage.document_id is null) <> (later_coverage.document_id is null)
),

facts as (
    unpivot (
        select
            document_id,
            url,
            'earlier' as side,
            coalesce(title, '') as title,
            coalesce(cast(published_at as varchar), '') as published_at,
            coalesce(credit, '') as credit,
            coalesce(author, '') as author,
            cast(text_length as varchar) || ' characters' as text
        from earlier.main.documents
        union all
        select
            document_id,
            url,
            'later' as side,
            coalesce(title, '') as title,
            coalesce(cast(published_at as varchar), '') as published_at,
            coalesce(credit, '') as credit,
            coalesce(author, '') as author,
            cast(text_length as varchar) || ' characters' as text
        from later.main.documents
    )
    on title, published_at, credit, author, text
    into name fact value value
),

moved_documents as (
    select
        fact,
        any_value(url) as url,
        coalesce(any_value(value) filter (where side = 'earlier'), 'no document') as before,
        coalesce(any_value(value) filter (where side = 'later'), 'no document') as after,
        '' as why
    from facts
    group by document_id, fact
    having any_value(value) filter (where side = 'earlier')
        is distinct from any_value(value) filter (where side = 'later')
),

articles as (
    select
        'earlier' as side,
        *
    from earlier.main.coverage
    union all by name
    select
        'later' as side,
        *
    from later.main.coverage
),

believed as (
    select
        'earlier' as side,
        *
    from earlier.main.lineage
    where not is_contradicted
    union all by name
    select
        'later' as side,
        *
    from later.main.lineage
    where not is_contradicted
),

stories as (
    select
        article.side,
        article.incident_id,
        article.document_id,
        article.url,
        origin.url as origin,
        coalesce(parent.url, 'nobody') as parent
    from articles as article
    left join articles as origin
        on origin.side = article.side
        and origin.incident_id = article.incident_id
        and origin.document_id = article.origin_document_id
    left join believed
        on believed.side = article.side
        and believed.incident_id = article.incident_id
        and believed.child_document_id = article.document_id
    left join articles as parent
        on parent.side = article.side
        and parent.incident_id = article.incident_id
        and parent.document_id = believed.parent_document_id
),

moved_stories as (
    select
        facts.fact || ' in ' || facts.incident_id as fact,
        any_value(facts.url) as url,
        max(facts.value) filter (where facts.side = 'earlier') as before,
        max(facts.value) filter (where facts.side = 'later') as after,
        '' as why
    from (unpivot stories on origin, parent into name fact value value) as facts
    group by facts.fact, facts.incident_id, facts.document_id
    having before <> after
),

moved_facts as (
    select * from moved_coverage
    union all
    select * from moved_documents
    union all
    select * from moved_stories
)

select * from moved_facts
order by fact, url;
