-- What was changed in a document after it was first seen, and was it said?
-- Grain: one row per change. `lost` names the numbers and parties that the document no longer has.
-- Kept: by document_id of touched.documents.
with versions as (
    select
        document_id,
        version,
        fetched_at as begins_at,
        lead(fetched_at) over (partition by document_id order by version) as ends_at
    from stg_document_versions
),

transitions as (
    select
        stg_document_states.document_id,
        stg_document_states.url,
        stg_document_states.fetched_at as seen_at,
        unnest(stg_revisions.changes) as change
    from stg_document_states
    inner join stg_revisions
        on stg_revisions.document_id = stg_document_states.document_id
        and stg_revisions.before_key = stg_document_states.previous_key
        and stg_revisions.after_key = stg_document_states.state_key
),

revisions as (
    select
        transitions.document_id,
        versions.version,
        transitions.seen_at,
        transitions.change.kind as kind,
        transitions.change."before" as "before",
        transitions.change."after" as "after",
        transitions.change.is_silent as is_silent,
        transitions.change.lost as lost,
        transitions.url
    from transitions
    inner join versions
        on versions.document_id = transitions.document_id
        and transitions.seen_at >= versions.begins_at
        and (transitions.seen_at < versions.ends_at or versions.ends_at is null)
),

-- What was changed before an article moved is told of it where it is now.
told as (
    select revisions.* replace (coalesce(moves.moved_to, revisions.document_id) as document_id)
    from revisions
    left join stg_moves as moves using (document_id)
)

select * from told
order by seen_at, document_id, kind, "before", "after";
