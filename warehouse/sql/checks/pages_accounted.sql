-- Which archives lost pages on the way? Each row returned is an archive whose pages are not all documents or rejections.
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
)

select
    landing_files.file,
    landing_files.pages,
    coalesce(ended.ended, 0) as ended
from raw.landing_files
left join ended using (file)
where landing_files.pages <> coalesce(ended.ended, 0);
