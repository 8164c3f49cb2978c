-- Which entities are named together more often than their own frequencies let expect?
-- Counted in origins, so that a copy is no evidence. PMI is the binary logarithm of observed over expected joint
-- stories (Church & Hanks 1990), `npmi` its share of the possible (Bouma 2009). PMI flatters rare pairs: pairs in
-- fewer than three stories give no row, and `pmi_from` and `pmi_to` take the joint count at the ends of its 95 %
-- Poisson interval (Byar's approximation).
-- Grain: one row per pair of entities.
-- Parameters: $incident text, $since date = null, $until date = null.
with totals as (
    select sum(origins) as stories
    from incident_days
    where incident_id = $incident
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
),

singles as (
    select
        tag,
        any_value(name) as name,
        cast(sum(origins) as bigint) as stories
    from tag_days
    where incident_id = $incident
        and kind = 'entity'
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by tag
),

counted as (
    select
        entity_id,
        other_id,
        origins as stories
    from pairs
    where incident_id = $incident
        and $since is null
        and $until is null
    union all
    select
        entity_id,
        other_id,
        cast(sum(origins) as bigint) as stories
    from pair_days
    where incident_id = $incident
        and ($since is not null or $until is not null)
        and day between coalesce($since, '-infinity'::date) and coalesce($until, 'infinity'::date)
    group by entity_id, other_id
),

expected as (
    select
        counted.*,
        one.name,
        other.name as other_name,
        one.stories as entity_stories,
        other.stories as other_stories,
        cast(totals.stories as bigint) as all_stories,
        one.stories * other.stories / totals.stories as expected
    from counted
    inner join singles as one on one.tag = counted.entity_id
    inner join singles as other on other.tag = counted.other_id
    cross join totals
    where counted.stories >= 3
),

cooccurrence as (
    select
        entity_id,
        name,
        other_id,
        other_name,
        stories,
        entity_stories,
        other_stories,
        all_stories,
        round(expected, 2) as expected,
        round(log2(stories / expected), 2) as pmi,
        round(log2(stories * pow(1 - 1 / (9 * stories) - 1.96 / (3 * sqrt(stories)), 3) / expected), 2) as pmi_from,
        round(
            log2((stories + 1) * pow(1 - 1 / (9 * (stories + 1)) + 1.96 / (3 * sqrt(stories + 1)), 3) / expected), 2
        ) as pmi_to,
        case when stories < all_stories
            then round(log2(stories / expected) / -log2(stories / all_stories), 3)
        end as npmi
    from expected
)

select * from cooccurrence
order by pmi_from desc, stories desc, entity_id, other_id;
