"""What a day of 10,000 new articles costs beside a long history: loading, relating, bringing the marts up to date.

    python -m benchmarks.loading [--documents 200000 1000000 5000000] [--days 3]

The history is drawn (`drawn_history`), the days that are added have everything that a run loads: pages with texts of 500
characters, a tenth of them copies, a fifth with a link to another, words, tags, quotes, tones, sketches; the links of the day before, seen again; a
tenth of the pages of three days ago, asked for again; and a hundred pages of the last month that show another text now.
CPU seconds of the whole process, all threads, of what the step does between the batch's files and the marts; tagging and
sketching happen in the workers before it and are the same beside any history.
"""

import argparse
import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.clock import Clock
from benchmarks.drawn_history import (
    A_DAY,
    SOURCES,
    address_of,
    document_id_of,
    live_through,
    source_of,
)
from benchmarks.text_generator import Made, TextGenerator
from flows.comparing import version_key
from flows.relate.days import days_told_of
from flows.relate.sketch import sketches
from flows.relating import relate_new
from warehouse.batch import BatchWriter, Row
from warehouse.live import LiveWarehouse

EDITED = 100  # pages of the last month that show another text
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


def write_day(folder: Path, day: int, texts: TextGenerator) -> None:
    """Write the batch of a day: its articles are numbered from `day * A_DAY`."""
    chance = random.Random(day)
    midnight = FIRST_DAY + timedelta(days=day)
    first = day * A_DAY
    edited = chance.sample(range(max(0, first - 30 * A_DAY), first), EDITED)
    made = list(texts.texts(A_DAY, first))
    made += [
        Made(number, one.text) for number, one in zip(edited, texts.texts(EDITED), strict=True)
    ]
    with BatchWriter(folder) as writer:
        for start in range(0, len(made), 100):
            part = made[start : start + 100]
            for one, found in zip(part, sketches([one.text for one in part]), strict=True):
                for table, row in _rows_of(one, found, midnight, chance):
                    writer.add(table, row)
        for row in _fates(first, midnight, chance, edited):
            writer.add("fates", row)
        for number in range(max(0, first - A_DAY), first + A_DAY):
            writer.add("sightings", _sighting(number, midnight))
        writer.add("runs", _run(midnight))


def _rows_of(
    made: Made, fingerprints: Sequence[int], midnight: datetime, chance: random.Random
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an article that was fetched on this day."""
    document_id, digest = document_id_of(made.number), f"{made.number}-{midnight:%m%d}"
    family = made.number if made.original is None else made.original
    version = {"document_id": document_id, "content_digest": digest}
    address = address_of(made.number)
    yield (
        "documents",
        version
        | {
            "url": address,
            "canonical_url": address,
            "source_id": source_of(made.number),
            "title": f"title {family}",
            "text": made.text,
            "published_at": midnight + timedelta(minutes=made.number % A_DAY // 12),
            "published_precision": "minute",
            "published_method": "meta",
            "language": "zh",
            "script": "hans",
            "obfuscations": [],
            "quality": [],
            "credit": f"source {chance.randrange(SOURCES)}" if chance.random() < 0.1 else None,
            "fetched_at": midnight + timedelta(hours=16),
            "cited": [],
            "links": list(_links(made.number, chance)),
            "via": "rss",
            "run_id": _run_id(midnight),
            "capture_file": f"{midnight:%Y%m%d}.warc.gz",
            "capture_offset": made.number,
            "capture_digest": f"sha256:{digest}",
        },
    )
    yield from _found_in(made, version, fingerprints, family, chance)


def _found_in(
    made: Made, version: Row, fingerprints: Sequence[int], family: int, chance: random.Random
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of what the workers found in the text of a version."""
    document_id, digest = version["document_id"], version["content_digest"]
    incident = "incident-" + str(int(20 ** random.Random(family).random()) - 1)
    words = (int(200_000 ** (chance.random() ** 0.8)) for _ in range(40))
    text_words = " ".join(f"w{word}" for word in words)
    yield "words", version | {"title_words": f"title w{made.number}", "text_words": text_words}
    judged = version | {"incident_id": incident}
    yield "relevances", judged | {"score": 0.9, "is_relevant": True, "reasons": ["names it"]}
    for part in range(3):
        kind = ("entity", "entity", "topic", "thread")[(made.number + part) % 4]
        tag = f"tag-{int(60 * chance.random() ** 2)}"
        place = {"count": 1, "first_offset": 0, "evidence": "evidence"}
        yield "mentions", judged | {"kind": kind, "tag": tag} | place
    tone = chance.choice(("negative", "neutral", "positive", "abstain"))
    yield (
        "stances",
        judged | {"target": "tag-0", "label": tone, "confidence": 0.7, "evidence": "evidence"},
    )
    yield (
        "quotes",
        judged
        | {"speaker": "speaker", "speaker_tag": f"tag-{family % 60}", "verb": "said"}
        | {"text": f"words {family}", "offset": 10, "is_direct": True}
        | {"key": f"words{family}", "numbers": []},
    )
    yield (
        "sketches",
        version
        | {
            "version_key": version_key(document_id, digest),
            "fingerprints": fingerprints,
            "days": days_told_of(made.text),
        },
    )


def _links(number: int, chance: random.Random) -> Iterator[Row]:
    """Yield the link of every fifth article: to one of the last thirty days."""
    if chance.random() < 0.2:
        earlier = chance.randrange(max(0, number - 30 * A_DAY), number + 1)
        yield {"url": address_of(earlier), "anchor": "read more"}


def _fates(
    first: int, midnight: datetime, chance: random.Random, edited: Sequence[int]
) -> Iterator[Row]:
    """Yield how the pages of the day, of the day before and of three days ago fared."""
    asked_again = range(max(0, first - 3 * A_DAY), max(0, first - 2 * A_DAY), 10)
    groups = (
        (range(first, first + A_DAY), "fetched", 200),
        (edited, "fetched", 200),
        (set(range(max(0, first - A_DAY), first)) - set(edited), "known", None),
        (set(asked_again) - set(edited), "not_modified", 304),
    )
    found = {"run_id": _run_id(midnight), "detail": "", "at": midnight + timedelta(hours=16)}
    for numbers, outcome, status in groups:
        for number in sorted(numbers):
            page = {"url": address_of(number), "source_id": source_of(number), "role": "page"}
            tag = f'W/"{chance.random()}"' if status else None
            yield page | found | {"outcome": outcome, "http_status": status, "etag": tag}


def _sighting(number: int, midnight: datetime) -> Row:
    source = source_of(number)
    return {
        "url": address_of(number),
        "document_id": document_id_of(number),
        "source_id": source,
        "title": f"title {number}",
        "via": "rss",
        "found_on": f"http://{source}.example/feed",
        "summary": "",
        "seen_at": midnight + timedelta(hours=16),
        "run_id": _run_id(midnight),
    }


def _run_id(midnight: datetime) -> str:
    return f"run-{(midnight - FIRST_DAY).days:04}"


def _run(midnight: datetime) -> Row:
    return {
        "run_id": _run_id(midnight),
        "kind": "daily",
        "as_of": midnight + timedelta(hours=16),
        "at": midnight + timedelta(hours=17),
        "state": "completed",
        "incident_ids": [f"incident-{number}" for number in range(20)],
        "source_ids": [f"s{number}" for number in range(SOURCES)],
    }


def measure(live: LiveWarehouse, folder: Path, count: int, days: int) -> None:
    """Add some days to a history and print what each step of each cost.

    The first day also puts right what the drawing of the history got wrong, so it is not among the medians.
    """
    texts, totals = TextGenerator(), []
    for place in range(days + 1):
        batch = folder / f"batch-{place}"
        write_day(batch, count // A_DAY + place, texts)
        clock = _add(live, batch, folder / "relating")
        print(f"  day {place}: {A_DAY:,} added at {count:,}: {clock}", flush=True)
        totals.append(clock.total)
    print(f"{count:,} documents: a day in {statistics.median(totals[1:]):.1f} CPU-seconds (median)")


def _add(live: LiveWarehouse, batch: Path, passing: Path) -> Clock:
    clock = Clock()
    clock.run("load", lambda: live.load([batch]))
    clock.run("relate", lambda: relate_new(live, passing))
    clock.run("marts", live.refresh_marts)
    clock.run("checkpoint", lambda: live.connection.execute("checkpoint"))
    return clock


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[200_000, 1_000_000, 5_000_000])
    parser.add_argument("--days", type=int, default=3)
    options = parser.parse_args()
    for count in options.documents:
        with tempfile.TemporaryDirectory(dir="/tmp") as name:
            folder = Path(name)
            with LiveWarehouse(folder / "live.duckdb") as live:
                live_through(live, count)
                measure(live, folder, count, options.days)


if __name__ == "__main__":
    main()
