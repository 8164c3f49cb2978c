-- Which documents have moved: their address leads to another one of the same source, which prints the same headline?
-- What was read at its own address since is back there. A move touches both documents.
-- Grain: no rows.
create or replace temp table redirects as
select
    md5_number_lower(url) as url_number,
    md5_number_lower(regexp_extract(detail, '^redirected to ([^; ]+)', 1)) as target_number,
    max("at") as moved_at
from raw.fates
where role = 'page'
    and outcome = 'fetched'
    and starts_with(detail, 'redirected to ')
group by all;

create or replace temp table led as
select
    formers.document_id,
    laters.document_id as moved_to,
    max(redirects.moved_at) as moved_at
from redirects
inner join raw.addresses as formers using (url_number)
inner join raw.addresses as laters on laters.url_number = redirects.target_number
where formers.document_id <> laters.document_id
group by all;

create or replace temp table led_documents as
select
    document_id,
    source_id,
    title,
    max(fetched_at) as last_fetched_at
from raw.documents
where rowid in (
    select documents.rowid
    from raw.documents
    semi join (
        select md5_number_lower(unnest([document_id, moved_to])) as document_hash
        from led
    ) as wanted using (document_hash)
    where documents.rowid >= 0
)
group by all;

create or replace temp table found_moves as
select
    led.document_id,
    led.moved_to,
    led.moved_at
from led
semi join (
    select
        formers.document_id,
        laters.document_id as moved_to
    from led_documents as formers
    inner join led_documents as laters using (source_id, title)
) as alike using (document_id, moved_to)
anti join led_documents as back
    on back.document_id = led.document_id
    and back.last_fetched_at > led.moved_at
qualify row_number() over (partition by led.document_id order by led.moved_at desc, led.moved_to) = 1;

create or replace temp table changed_moves as
select distinct unnest([document_id, moved_to]) as document_id
from (
    (
        select
            document_id,
            moved_to
        from found_moves
        except
        select
            document_id,
            moved_to
        from raw.moves
    )
    union all
    (
        select
            document_id,
            moved_to
        from raw.moves
        except
        select
            document_id,
            moved_to
        from found_moves
    )
);

insert into touched.documents
select document_id from changed_moves;

insert into touched.articles
select document_id from changed_moves;

delete from raw.moves;

insert into raw.moves
select * from found_moves;
