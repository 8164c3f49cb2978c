-- How much of the coverage did we find? Estimated from two ways of finding that know nothing of each other: the
-- outlets' own lists and feeds, and search. Capture-recapture: Chapman's estimate of the whole, with the interval
-- of Sadinle (2009), which holds for small counts too. It speaks of what either way could have found.
-- Grain: one row.
-- Parameters: $incident text, $since date = null, $until date = null.
with undated as (
    select
        coverage.document_id,
        coalesce(bool_or(ways.is_search), false) as by_search,
        coalesce(bool_or(not ways.is_search), false) as by_lists
    from coverage
    inner join ways using (document_id)
    where coverage.incident_id = $incident
        and coverage.published_on is null
        and $since is null
        and $until is null
    group by coverage.document_id
),

found as (
    select
        by_lists,
        by_search,
        by_both,
        found
    from found_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    union all
    select
        count(*) filter (where by_lists),
        count(*) filter (where by_search),
        count(*) filter (where by_lists and by_search),
        count(*)
    from undated
),

counts as (
    select
        cast(sum(by_lists) as bigint) as by_lists,
        cast(sum(by_search) as bigint) as by_search,
        cast(sum(by_both) as bigint) as by_both,
        cast(sum(found) as bigint) as found
    from found
),

terms as (
    select
        *,
        by_both + 0.5 as joint,
        by_lists - by_both + 0.5 as only_lists,
        by_search - by_both + 0.5 as only_search
    from counts
),

spreads as (
    select
        *,
        sqrt(1 / joint + 1 / only_lists + 1 / only_search + joint / (only_lists * only_search)) as spread
    from terms
),

estimates as (
    select
        *,
        (by_lists + 1) * (by_search + 1) / (by_both + 1) - 1 as estimated,
        found - 0.5 + only_lists * only_search / joint * exp(-1.96 * spread) as least,
        found - 0.5 + only_lists * only_search / joint * exp(1.96 * spread) as most
    from spreads
),

estimated_recall as (
    select
        by_lists,
        by_search,
        by_both,
        found,
        round(estimated, 1) as estimated,
        round(greatest(least, found), 1) as estimated_from,
        round(most, 1) as estimated_to,
        round(found / nullif(greatest(estimated, found), 0), 3) as recall,
        round(found / nullif(greatest(most, found), 0), 3) as recall_from,
        round(found / nullif(greatest(least, found), 0), 3) as recall_to
    from estimates
)

select * from estimated_recall
where by_lists > 0
    and by_search > 0;
