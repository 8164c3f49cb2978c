-- Which pages of a run were no documents, by reason?
-- Grain: one row per reason.
-- Parameters: $run_id text.
with rejected_pages as (
    select
        rejections.reason,
        count(*) as pages,
        min(rejections.url) as example
    from rejections
    inner join raw.landing_files on landing_files.file = rejections.capture_file
    inner join runs on runs.as_of = landing_files.loaded_at
    where runs.run_id = $run_id
    group by rejections.reason
)

select * from rejected_pages
order by pages desc, reason;
