-- Load a batch of fates: what is there already stays, so that a URL has one fate in a run. But that a crawl was killed
-- is no fate any more where the run, started again, came to another one.
-- Grain: one row per URL, source and run.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.fates
limit 0;

copy batch from $file (format json);

set variable first_run = (select min(run_id) from batch);

set variable last_run = (select max(run_id) from batch);

delete from raw.fates
using batch
where fates.run_id between getvariable('first_run') and getvariable('last_run')
    and fates.outcome = 'interrupted'
    and batch.outcome <> 'interrupted'
    and fates.url = batch.url
    and fates.source_id = batch.source_id
    and fates.run_id = batch.run_id;

create or replace temp table batch_fates as
select distinct on (url, source_id, run_id) batch.*
from batch
anti join (
    select
        url,
        source_id,
        run_id
    from raw.fates
    where run_id between getvariable('first_run') and getvariable('last_run')
) as loaded using (url, source_id, run_id)
order by batch.outcome = 'interrupted';

insert into raw.fates by name
select * from batch_fates;

insert into touched.urls
select distinct url
from batch_fates;

insert into touched.requests
select distinct
    run_id,
    source_id
from batch_fates;

insert into touched.looks
select distinct url
from batch_fates
where role = 'page'
    and outcome not in ('known', 'off_topic', 'budget_spent', 'interrupted');
