-- When did the incidents begin, at the first moment of a day in their calendar?
-- Grain: one row per incident.
select
    incident_id,
    timezone(timezone, cast(started as timestamp)) as started_at
from stg_incidents;
