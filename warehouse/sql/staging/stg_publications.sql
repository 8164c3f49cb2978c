-- When was every document published, as far as any of its captures says?
-- A page that says "3 hours ago" on its day says "last week" later, its AMP twin nothing, and an edited one today: a time that is
-- printed in full counts, else the most exact that was told or can be worked out; of several alike the first.
-- Grain: one row per document; without a date where no capture has one.
with dates as (
    select
        document_id,
        arg_min(
            struct_pack(published_at, published_precision, published_method),
            case
                when published_precision in ('hour', 'day', 'month')
                    or published_method in ('relative', 'yearless', 'announced', 'url', 'signature')
                    then (list_position(['second', 'minute', 'hour', 'day', 'month'], published_precision), fetched_at, url)
                else (0, fetched_at, url)
            end
        ) filter (where published_at is not null) as best
    from raw.documents
    group by document_id
)

select
    document_id,
    best.published_at,
    best.published_precision,
    best.published_method
from dates;
