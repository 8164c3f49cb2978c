-- The part of the marts from which the sums of touched days follow, as tables of the database `part`.
-- Grain: no rows.
create table part.main.coverage as
select coverage.* exclude (text)
from coverage
semi join touched.days
    on days.incident_id = coverage.incident_id
    and days.day = coverage.published_on;

create table part.main.mentions as
select mentions.*
from mentions
semi join touched.days
    on days.incident_id = mentions.incident_id
    and days.day = mentions.published_on;

create table part.main.stances as
select stances.*
from stances
semi join touched.days
    on days.incident_id = stances.incident_id
    and days.day = stances.published_on;

create table part.main.quotes as
select quotes.*
from quotes
semi join touched.days
    on days.incident_id = quotes.incident_id
    and days.day = quotes.published_on;

create table part.main.ways as
select *
from ways
semi join part.main.coverage using (document_id);

create table part.main.tags as
select * from tags;

create table part.main.search_documents as
select *
from search_documents
semi join part.main.coverage using (document_id);

create table part.main.word_counts as
select *
from word_counts
semi join part.main.search_documents using (document_number);
