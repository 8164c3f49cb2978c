-- Raw: one table per record of warehouse/records.py, as loaded. Nothing here is interpreted.
-- Ids are compared as numbers where many are: `document_hash` is md5_number_lower of document_id, and so are other hashes.
-- A record's nested capture becomes capture_file, capture_offset and capture_digest; `run_id` is null where no run of
-- ours made the capture.
create schema if not exists raw;

-- Grain: one row per captured version of a document. Key: document_id, url, fetched_at, content_digest.
create table if not exists raw.documents (
    document_id varchar not null,
    url varchar not null,
    canonical_url varchar not null,
    source_id varchar not null,
    title varchar not null,
    text varchar not null,
    published_at timestamptz,
    published_precision varchar,
    published_method varchar,
    published_raw varchar,
    modified_at timestamptz,
    author varchar,
    credit varchar,
    language varchar not null,
    script varchar not null,
    obfuscations varchar[] not null,
    quality varchar[] not null,
    fetched_at timestamptz not null,
    content_digest varchar not null,
    raw_title varchar,
    raw_text varchar,
    cited varchar[] not null,
    links struct(url varchar, anchor varchar)[] not null,
    via varchar,
    mirror_of_id varchar,
    run_id varchar,
    capture_file varchar,
    capture_offset bigint,
    capture_digest varchar,
    document_hash ubigint not null
);

-- Grain: one row per document and address that it was read at or called its own, by number. Key: document_id, url_number.
create table if not exists raw.addresses (
    document_id varchar not null,
    url_number ubigint not null
);

-- Grain: one row per document that is the article at another address now. Key: document_id.
create table if not exists raw.moves (
    document_id varchar not null,
    moved_to varchar not null,
    moved_at timestamptz not null
);

-- Grain: one row per document: the number that it was given when it was loaded first. Key: document_id.
create table if not exists raw.document_numbers (
    document_id varchar not null,
    document_number bigint not null
);

-- Grain: one row per version of a document: the words that find it, joined by blanks. Key: document_id, content_digest.
create table if not exists raw.words (
    document_id varchar not null,
    content_digest varchar not null,
    title_words varchar not null,
    text_words varchar not null,
    document_hash ubigint not null
);

-- Grain: one row per fetched page that did not become a document. Key: url, fetched_at, capture_digest.
create table if not exists raw.rejections (
    url varchar not null,
    reason varchar not null,
    detail varchar not null,
    source_id varchar not null,
    fetched_at timestamptz not null,
    run_id varchar,
    capture_file varchar not null,
    capture_offset bigint not null,
    capture_digest varchar not null
);

-- Grain: one row per URL, source and run. Key: url, source_id, run_id.
create table if not exists raw.fates (
    url varchar not null,
    source_id varchar not null,
    run_id varchar not null,
    outcome varchar not null,
    detail varchar not null,
    http_status integer,
    "at" timestamptz not null,
    role varchar not null,
    etag varchar,
    last_modified varchar
);

-- Grain: one row per link and source, with the span over which it was seen. Key: source_id, url.
create table if not exists raw.sightings (
    url varchar not null,
    document_id varchar not null,
    source_id varchar not null,
    title varchar not null,
    via varchar not null,
    found_on varchar not null,
    summary varchar not null,
    published_at timestamptz,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null
);

-- Grain: one row per page of links and run: how many links it showed. Key: run_id, source_id, found_on.
create table if not exists raw.link_counts (
    run_id varchar not null,
    source_id varchar not null,
    found_on varchar not null,
    via varchar not null,
    seen_at timestamptz not null,
    link_count bigint not null
);

-- Grain: one row per version of a document and incident. Key: document_id, content_digest, incident_id.
create table if not exists raw.relevances (
    document_id varchar not null,
    content_digest varchar not null,
    incident_id varchar not null,
    score double not null,
    is_relevant boolean not null,
    reasons varchar[] not null,
    document_hash ubigint not null
);

-- Grain: one row per version of a document, incident and tag.
-- Key: document_id, content_digest, incident_id, kind, tag.
create table if not exists raw.mentions (
    document_id varchar not null,
    content_digest varchar not null,
    incident_id varchar not null,
    kind varchar not null,
    tag varchar not null,
    count bigint not null,
    first_offset bigint not null,
    evidence varchar not null,
    document_hash ubigint not null
);

-- Grain: one row per version of a document, incident and target.
-- Key: document_id, content_digest, incident_id, target.
create table if not exists raw.stances (
    document_id varchar not null,
    content_digest varchar not null,
    incident_id varchar not null,
    target varchar not null,
    label varchar not null,
    confidence double not null,
    evidence varchar not null,
    document_hash ubigint not null
);

-- Grain: one row per version of a document, incident and reported utterance.
-- Key: document_id, content_digest, incident_id, "offset".
create table if not exists raw.quotes (
    document_id varchar not null,
    content_digest varchar not null,
    incident_id varchar not null,
    speaker varchar not null,
    speaker_tag varchar,
    verb varchar not null,
    text varchar not null,
    "offset" bigint not null,
    is_direct boolean not null,
    key varchar not null,
    numbers varchar[] not null,
    document_hash ubigint not null
);

-- Grain: one row per place in an archive that could not be read. Key: file, "offset".
create table if not exists raw.damages (
    file varchar not null,
    "offset" bigint not null,
    reason varchar not null
);

-- Grain: one row per archive that has been loaded completely. Key: file.
create table if not exists raw.landing_files (
    file varchar not null,
    bytes bigint not null,
    pages bigint not null,
    loaded_at timestamptz not null
);

-- Grain: one row per run. Key: run_id.
create table if not exists raw.runs (
    run_id varchar not null,
    kind varchar not null,
    as_of timestamptz not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    state varchar not null,
    incident_ids varchar[] not null,
    source_ids varchar[] not null
);

-- Grain: one row per source, as last configured. Key: source_id.
create table if not exists raw.sources (
    source_id varchar not null,
    name varchar not null,
    kind varchar,
    language varchar,
    timezone varchar not null,
    homepage varchar,
    verified date
);

-- Grain: one row per incident, as last configured. Key: incident_id.
create table if not exists raw.incidents (
    incident_id varchar not null,
    title varchar not null,
    started date not null,
    timezone varchar not null,
    targets varchar[] not null,
    minimum double
);

-- Grain: one row per tag of an incident, as last configured; `role` is what an entity is: company, person, …;
-- `terms` are the words that stand for it, folded and as printed; `speaks_for` is the entity whose official voice it is.
-- Key: incident_id, kind, tag.
create table if not exists raw.tags (
    incident_id varchar not null,
    kind varchar not null,
    tag varchar not null,
    name varchar not null,
    role varchar,
    terms varchar[],
    speaks_for varchar
);

-- Grain: one row per version of a document: by what its text is found again. Key: version_key; version_number is
-- another one, counted from 0 as they come. `fingerprints` are those of flows.relate.sketch (mark 18c0398a6fe9).
create table if not exists raw.sketches (
    version_number integer not null,
    version_key bigint not null,
    document_id varchar not null,
    content_digest varchar not null,
    fingerprints uinteger[] not null,
    days varchar[] not null,
    document_hash ubigint not null
);

-- Grain: one row per version that has been compared with all before it. Key: version_number.
-- `fingerprint_count` is that of its sketch, `document_row` the row of raw.documents where its text stands: a hint.
create table if not exists raw.compared (
    version_number integer not null,
    version_key bigint not null,
    fingerprint_count usmallint not null,
    document_row bigint
);

-- Grain: one row per file of postings beside the database, with the versions that it leads to. Key: first_number.
create table if not exists raw.posting_runs (
    first_number integer not null,
    end_number integer not null,
    posting_count bigint not null,
    name varchar not null
);

-- Grain: one row per pair of versions of two documents that share text. Key: left_key, right_key.
create table if not exists raw.overlaps (
    left_key bigint not null,
    right_key bigint not null,
    left_document_id varchar not null,
    right_document_id varchar not null,
    shared bigint not null,
    left_size bigint not null,
    right_size bigint not null,
    left_hash ubigint not null,
    right_hash ubigint not null
);

-- Grain: one row per relevant document and incident: its place in its story, and what related it. `rank` sorts the
-- likeliest origins first, `names` are the outlets that it prints, `is_printed` and `is_refused` tell of its date.
-- `story_number`, `title_number` and `outlet_number` stand for the incident with `cluster_id`, `title_key` and `source_id`.
-- Key: incident_id, document_id.
create table if not exists raw.standings (
    incident_id varchar not null,
    document_id varchar not null,
    cluster_id varchar not null,
    origin_document_id varchar not null,
    doubt varchar not null,
    rank varchar not null,
    source_id varchar not null,
    title_key varchar not null,
    names varchar[] not null,
    mirror_of_id varchar,
    is_printed boolean not null,
    is_refused boolean not null,
    document_hash ubigint not null,
    story_number ubigint not null,
    title_number ubigint not null,
    outlet_number ubigint not null
);

-- Grain: one row per relevant document and address that its text links to, by number. Key: document_id, url_number.
create table if not exists raw.hyperlinks (
    document_id varchar not null,
    url_number ubigint not null
);

-- Grain: one row per claim that one document was had from another; `is_backward` where the parent ranks after its child.
-- Key: incident_id, child_document_id, parent_document_id, kind.
create table if not exists raw.lineage (
    incident_id varchar not null,
    child_document_id varchar not null,
    parent_document_id varchar not null,
    kind varchar not null,
    confidence double not null,
    evidence varchar not null,
    lag_minutes bigint,
    is_copy boolean not null,
    is_contradicted boolean not null,
    is_backward boolean not null,
    child_hash ubigint not null,
    parent_hash ubigint not null
);

-- Grain: one row per pair of neighbouring states of a page, with what changed between them.
-- Key: document_id, before_key, after_key.
create table if not exists raw.revisions (
    document_id varchar not null,
    before_key varchar not null,
    after_key varchar not null,
    changes struct(
        kind varchar, "before" varchar, "after" varchar, is_silent boolean, lost varchar[]
    )[] not null
);

-- Touched: what has changed since the marts were last brought up to date. Loading notes it, refreshing takes it away.
create schema if not exists touched;

-- Grain: one row per document of which anything changed that a mart tells of; a document may be noted twice.
create table if not exists touched.documents (
    document_id varchar not null
);

-- Grain: one row per document whose relations are to be found again; relating takes these away.
create table if not exists touched.articles (
    document_id varchar not null
);

-- Grain: one row per reason to relate all articles anew.
create table if not exists touched.all_articles (
    reason varchar not null
);

-- Grain: one row per document of touched.documents, by number. The condition is true of all: DuckDB reads a table through
-- a Bloom filter of those it looks for only where these are chosen.
create view if not exists touched.document_hashes as
select distinct md5_number_lower(document_id) as document_hash
from touched.documents
where document_id > '';

-- Grain: one row per document of touched.articles, by number.
create view if not exists touched.article_hashes as
select distinct md5_number_lower(document_id) as document_hash
from touched.articles
where document_id > '';

-- Grain: one row per document whose words changed.
create table if not exists touched.texts (
    document_id varchar not null
);

-- Grain: one row per document of touched.texts that has a number.
create view if not exists touched.numbers as
select document_numbers.document_number
from raw.document_numbers
semi join touched.texts using (document_id);

-- Grain: one row per address that was asked.
create table if not exists touched.urls (
    url varchar not null
);

-- Grain: one row per address of which something was learnt that tells whether a page is still there.
create table if not exists touched.looks (
    url varchar not null
);

-- Grain: one row per run and source of which fates were loaded.
create table if not exists touched.requests (
    run_id varchar not null,
    source_id varchar not null
);

-- Grain: one row per source and day whose new links are others now.
create table if not exists touched.link_days (
    source_id varchar not null,
    seen_on date not null
);

-- Grain: one row per incident and document whose parents are others now.
create table if not exists touched.claims (
    incident_id varchar not null,
    child_document_id varchar not null
);

-- Grain: one row per incident and day of its calendar whose sums are to be made anew.
create table if not exists touched.days (
    incident_id varchar not null,
    day date not null
);

-- Grain: one row per incident and month of its calendar with such a day.
create view if not exists touched.months as
select distinct
    incident_id,
    cast(date_trunc('month', day) as date) as month
from touched.days;

-- Grain: one row per reason to make all marts anew.
create table if not exists touched.everything (
    reason varchar not null
);

-- Grain: one row per refresh since all marts were made anew, with the number of documents that it replaced.
create table if not exists touched.since_made (
    documents bigint not null
);
