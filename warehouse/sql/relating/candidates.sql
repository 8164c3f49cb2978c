-- Which versions not yet compared share enough fingerprints with another one to be read beside it? A fingerprint that
-- a thousand versions have is found by these alone: page furniture would otherwise be compared all with all.
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
    version_key
from new_versions;

create or replace temp table found as
select
    postings.fingerprint,
    postings.version_key
from raw.postings
semi join new_fingerprints using (fingerprint);

create or replace temp table admitted as
with widths as (
    select
        fingerprint,
        count(*) as width
    from found
    group by fingerprint
),

places as (
    select
        new_fingerprints.fingerprint,
        new_fingerprints.version_key,
        coalesce(widths.width, 0) + row_number() over (
            partition by new_fingerprints.fingerprint
            order by new_fingerprints.version_key
        ) as place
    from new_fingerprints
    left join widths using (fingerprint)
)

select
    fingerprint,
    version_key
from places
where place <= $widest;

insert into raw.postings
select * from admitted
order by fingerprint;

insert into raw.compared
select version_key from new_versions;

with anchors as (
    select * from found
    union all
    select * from admitted
),

meetings as (
    select
        least(new_fingerprints.version_key, anchors.version_key) as left_key,
        greatest(new_fingerprints.version_key, anchors.version_key) as right_key,
        count(distinct new_fingerprints.fingerprint) as shared
    from new_fingerprints
    inner join anchors using (fingerprint)
    where new_fingerprints.version_key <> anchors.version_key
    group by all
),

sized as (
    select
        meetings.*,
        left_sketch.document_id as left_document_id,
        right_sketch.document_id as right_document_id,
        least(len(left_sketch.fingerprints), len(right_sketch.fingerprints)) as size
    from meetings
    inner join raw.sketches as left_sketch on left_sketch.version_key = meetings.left_key
    inner join raw.sketches as right_sketch on right_sketch.version_key = meetings.right_key
),

-- Texts of which half was rewritten share a quarter of their fingerprints and more.
candidates as (
    select
        left_key,
        right_key,
        left_document_id,
        right_document_id
    from sized
    where left_document_id <> right_document_id
        and shared >= greatest(case when size <= 6 then 1 else 2 end, 0.1 * size)
)

select * from candidates
order by left_key, right_key;
