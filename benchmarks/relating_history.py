"""What adding texts costs beside a long history, without the hours that it takes to live through one.

    python -m benchmarks.relating_history --documents 1000000

The history is drawn by DuckDB: texts of 1,024 characters that resemble nothing, sketches of 59 fingerprints as unevenly
spread as winnowed ones, postings in four runs. What is added is what `relating_speed` adds, and has copies among itself
only. Stock phrases, which history shares with new texts, are missing: they cost little more from 100,000 texts on, because
a hundred texts are met by a fingerprint at most.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.relating_speed import add_timed
from benchmarks.text_generator import TextGenerator
from flows.comparing import note_postings
from warehouse.live import LiveWarehouse
from warehouse.postings import PostingFiles

PORTION = 200_000
SHARES = (0.78, 0.95, 0.99, 1.0)  # of the versions, where runs end
FIRST = 100_000_000  # number of the first text that is added, beyond those of any history

TEXTS = """
insert into raw.documents by name
select
    md5(number::varchar) as document_id, '' as url, '' as canonical_url, 'chen' as source_id, '' as title,
    list_aggregate(list_transform(range(32), lambda part: md5(concat(number, '-', part))), 'string_agg', '') as text,
    'zh' as "language", 'hans' as script, [] as obfuscations, [] as quality,
    timestamptz '2026-01-04 00:00:00Z' + to_seconds(number) as fetched_at, number::varchar as content_digest,
    [] as cited, [] as links, md5_number_lower(document_id) as document_hash
from range($first, $end) as numbers(number)
"""
SKETCHES = """
insert into raw.sketches by name
select
    number as version_number, (hash(number) >> 1)::bigint as version_key,
    md5(number::varchar) as document_id, number::varchar as content_digest, [] as days,
    list_transform(range(59), lambda place: least(
        hash(number, place, 1), hash(number, place, 2), hash(number, place, 3), hash(number, place, 4)
    ) >> 32) as fingerprints, md5_number_lower(document_id) as document_hash
from range($first, $end) as numbers(number)
"""
COMPARED = """
insert into raw.compared
select version_number, version_key, 59, version_number
from raw.sketches
where version_number >= $first and version_number < $end
"""


def live_through(live: LiveWarehouse, count: int) -> None:
    """Fill a database with texts that were compared."""
    for first in range(0, count, PORTION):
        for statement in (TEXTS, SKETCHES, COMPARED):
            numbers = {"first": first, "end": min(count, first + PORTION)}
            live.connection.execute(statement, numbers)
        live.connection.execute("checkpoint")
    files = PostingFiles(live.path, [])
    for end in (int(count * share) for share in SHARES):
        numbers = {"first": files.end_number, "end": end}
        postings = live.columns("relating", "postings_of", numbers)["posting"]
        note_postings(live, files, np.sort(postings), end)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--more", type=int, default=10_000, help="documents added, three times")
    options = parser.parse_args()
    for count in options.documents:
        with (
            tempfile.TemporaryDirectory(dir="/tmp") as name,
            LiveWarehouse(Path(name) / "live.duckdb") as live,
        ):
            live_through(live, count)
            generator = TextGenerator()
            for place in range(3):
                batch = list(generator.texts(options.more, FIRST + options.more * place))
                add_timed(live, Path(name) / "batch", batch, f"{options.more:,} added at {count:,}")


if __name__ == "__main__":
    main()
