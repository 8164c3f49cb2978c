-- Which versions not yet compared share enough fingerprints with another one to be read beside it? Of a fingerprint
-- that many versions have only the first count: page furniture would otherwise be compared all with all.
-- Grain: one row per pair of versions of two documents.
-- Parameters: $most integer, versions at a time; $widest integer, versions found by one fingerprint.
create or replace temp table new_versions as
select
    sketches.version_key,
    sketches.fingerprints
from raw.sketches
anti join raw.compared using (version_key)
order by sketches.version_key
limit $most;

create or replace temp table new_fingerprints as
select
    unnest(fingerprints) as fingerprint,
    version_key,
    cast(len(fingerprints) as usmallint) as size
from new_versions;

create or replace temp table found as
select postings.*
from raw.postings
semi join new_fingerprints using (fingerprint);

create or replace temp table places as
with widths as (
    select
        fingerprint,
        count(*) as width
    from found
    group by fingerprint
),

placed as (
    select
        *,
        row_number() over by_fingerprint as place,
        count(*) over by_fingerprint as width
    from new_fingerprints
    window by_fingerprint as (
        partition by fingerprint
        order by version_key
        rows between unbounded preceding and unbounded following
    )
)

select
    placed.fingerprint,
    placed.version_key,
    placed.size,
    coalesce(widths.width, 0) + placed.place as place,
    coalesce(widths.width, 0) + placed.width as width
from placed
left join widths using (fingerprint);

insert into raw.postings by name
select
    fingerprint,
    version_key,
    size
from places
where place <= $widest
order by fingerprint;

insert into raw.compared
select version_key from new_versions;

-- A pair has to share a tenth of the smaller one's fingerprints, so it still meets by the others when fewer are left
-- out on one side (`spare`): the commonest, which are page furniture and most of the work. Small ones meet by all.
create or replace temp table crowded as
select
    *,
    row_number() over (partition by version_key order by width desc, fingerprint) as commonness,
    ceil(0.08 * size) - 1 as spare
from places
where width > 1;

create or replace temp table meetings as
with anchors as (
    select * from found
    union all by name
    select
        fingerprint,
        version_key,
        size
    from crowded
    where place <= $widest
),

counts as (
    select
        crowded.version_key as new_key,
        anchors.version_key as anchor_key,
        count(*) as met,
        any_value(least(crowded.size, anchors.size)) as least_size,
        any_value(case when anchors.size <= 10 * crowded.spare then 0 else crowded.spare end) as spared
    from crowded
    inner join anchors using (fingerprint)
    where crowded.version_key <> anchors.version_key
        and (crowded.commonness > crowded.spare or anchors.size <= 10 * crowded.spare)
    group by all
)

select distinct
    least(new_key, anchor_key) as left_key,
    greatest(new_key, anchor_key) as right_key
from counts
where met + spared >= greatest(case when least_size <= 6 then 1 else 2 end, 0.1 * least_size);

create or replace temp table candidates as
with sized as (
    select
        meetings.*,
        left_sketch.document_id as left_document_id,
        right_sketch.document_id as right_document_id,
        len(list_intersect(left_sketch.fingerprints, right_sketch.fingerprints)) as shared,
        least(len(left_sketch.fingerprints), len(right_sketch.fingerprints)) as least_size
    from meetings
    inner join raw.sketches as left_sketch on left_sketch.version_key = meetings.left_key
    inner join raw.sketches as right_sketch on right_sketch.version_key = meetings.right_key
)

-- Texts of which half was rewritten share a quarter of their fingerprints and more.
select
    left_key,
    right_key,
    left_document_id,
    right_document_id,
    row_number() over (order by left_key, right_key) as place
from sized
where left_document_id <> right_document_id
    and shared >= greatest(case when least_size <= 6 then 1 else 2 end, 0.1 * least_size);

select
    left_key,
    right_key,
    left_document_id,
    right_document_id
from candidates
order by place;
