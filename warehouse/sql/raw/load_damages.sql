-- Load a batch of damages: what is there already stays.
-- Grain: one row per unreadable place in an archive.
-- Parameters: $file text, a file of JSON lines.
create or replace temp table batch as
select * from raw.damages
limit 0;

copy batch from $file (format json);

insert into raw.damages by name
select distinct on (file, "offset") batch.*
from batch
anti join raw.damages using (file, "offset");
