-- Which archives lost pages on the way? Each row returned is an archive whose pages are not all documents or rejections.
-- A run at another time than it says was answered from archives: what these had given before lies in another file.
-- Grain: one row per archive.
with ends as (
    select capture_file as file, capture_offset from raw.documents
    union
    select capture_file as file, capture_offset from raw.rejections
),

ended as (
    select
        file,
        count(*) as ended
    from ends
    group by file
),

lacking as (
    select
        landing_files.file,
        landing_files.pages,
        coalesce(ended.ended, 0) as ended,
        split_part(landing_files.file, '/', 2) as run_id,
        split_part(split_part(landing_files.file, '/', 3), '.', 1) as source_id
    from raw.landing_files
    left join ended using (file)
    where landing_files.pages <> coalesce(ended.ended, 0)
),

before as (
    select
        lacking.file,
        count(distinct fates.url) as pages
    from lacking
    inner join raw.runs on runs.run_id = lacking.run_id
        and abs(date_diff('hour', runs.as_of, runs.started_at)) >= 1
    inner join raw.fates on fates.run_id = lacking.run_id
        and fates.source_id = lacking.source_id
        and fates.outcome = 'fetched'
    inner join (
        select url, fetched_at, capture_file from raw.documents
        union all
        select url, fetched_at, capture_file from raw.rejections
    ) as captured on captured.url = fates.url
        and captured.fetched_at <= runs.as_of
        and captured.capture_file <> lacking.file
    group by lacking.file
)

select
    lacking.file,
    lacking.pages,
    lacking.ended
from lacking
left join before using (file)
where lacking.pages > lacking.ended + coalesce(before.pages, 0)
    or lacking.pages < lacking.ended;
