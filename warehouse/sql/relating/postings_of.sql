-- By which fingerprints are some versions found? The fingerprint stands in the upper 32 bits of a posting.
-- Grain: one row per version and fingerprint.
-- Parameters: $first integer and $end integer, numbers of versions, the latter left out.
select (cast(unnest(fingerprints) as ubigint) << 32) | cast(version_number as ubigint) as posting
from raw.sketches
where version_number >= $first and version_number < $end;
