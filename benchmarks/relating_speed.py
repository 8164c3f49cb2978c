"""How fast copies are found among many texts, how many of them, and at what size; beside rensa and datasketch.

    uv run --group benchmarks python -m benchmarks.relating_speed --documents 100000

Ours is the step as a run does it: sketches as they are made in the workers, then loaded, compared and verified
in the live database. The others do what their documentation shows (`relating_peers`), chunk by chunk beside ours,
so that all are measured while the machine is as busy. CPU seconds of the whole process, all threads; times of
generating texts and of loading documents are left out.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.clock import Clock
from benchmarks.relating_peers import Peer
from benchmarks.text_generator import Made, TextGenerator
from flows.comparing import compare_texts, version_key
from flows.relate.days import days_told_of
from flows.relate.sketch import sketches
from warehouse.batch import BatchWriter
from warehouse.live import LiveWarehouse

LOADED = 100_000  # texts: DuckDB packs the last 120,000 rows anew whenever some were added
CHUNK = 20_000  # texts that are compared at once
ADDED = 3  # batches that are added at the end
LATE = 200  # texts of which copies are looked for at the end
Pairs = set[tuple[int, int]]


def chunks(made: Iterable[Made], size: int = CHUNK) -> Iterator[list[Made]]:
    texts = iter(made)
    while chunk := list(islice(texts, size)):
        yield chunk


def load_documents(live: LiveWarehouse, folder: Path, chunk: Sequence[Made]) -> None:
    rows = (
        {
            "document_id": f"{made.number:08}",
            "url": f"http://chen.example/{made.number}",
            "canonical_url": f"http://chen.example/{made.number}",
            "source_id": "chen",
            "title": "",
            "text": made.text,
            "language": "zh",
            "script": "hans",
            "obfuscations": [],
            "quality": [],
            "fetched_at": "2026-01-05T00:00:00Z",
            "content_digest": str(made.number),
            "cited": [],
            "links": [],
        }
        for made in chunk
    )
    with BatchWriter(folder) as writer:
        writer.add("documents", *rows)
    live.load([folder])
    live.connection.execute("checkpoint")
    (folder / "documents.jsonl").unlink()


def add(live: LiveWarehouse, folder: Path, chunk: Sequence[Made], clock: Clock) -> None:
    """Sketch and compare a chunk of loaded texts, as workers and the relating step do."""

    def sketch() -> list[dict[str, Any]]:
        rows = []
        for start in range(0, len(chunk), 100):
            part = chunk[start : start + 100]
            for made, found in zip(part, sketches([made.text for made in part]), strict=True):
                rows.append(
                    {
                        "version_key": version_key(f"{made.number:08}", str(made.number)),
                        "document_id": f"{made.number:08}",
                        "content_digest": str(made.number),
                        "fingerprints": found,
                        "days": days_told_of(made.text),
                    }
                )
        return rows

    def load(rows: Sequence[dict[str, Any]]) -> None:
        with BatchWriter(folder) as writer:
            writer.add("sketches", *rows)
        live.load([folder])
        (folder / "sketches.jsonl").unlink()

    rows = clock.run("sketch", sketch)
    clock.run("load", lambda: load(rows))
    clock.run("compare", lambda: compare_texts(live, folder / "overlaps", CHUNK))


def found_pairs(live: LiveWarehouse) -> Pairs:
    rows = live.connection.execute(
        "select left_document_id, right_document_id from raw.overlaps"
    ).fetchall()
    return {(min(int(a), int(b)), max(int(a), int(b))) for a, b in rows}


def measure(count: int, more: int, seed: int, peers: Sequence[Peer]) -> None:
    clock, generator = Clock(), TextGenerator(seed)
    truth: dict[tuple[int, int], int] = {}
    families: dict[int, list[int]] = defaultdict(list)
    old: list[Made] = []
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        with LiveWarehouse(folder / "live.duckdb") as live:
            for portion in chunks(generator.texts(count), LOADED):
                load_documents(live, folder / "batch", portion)
                for chunk in chunks(portion):
                    truth |= true_pairs(chunk, families)
                    old += [made for made in chunk if made.number % (count // LATE) == 0]
                    before = clock.total
                    add(live, folder / "batch", chunk, clock)
                    for peer in peers:
                        peer.take(chunk)
                print(
                    f"  {chunk[-1].number + 1:,}: the last in {clock.total - before:.2f} CPU-seconds"
                )
            print_quality("ours, verified", found_pairs(live), truth)
            print(f"  {count / clock.total:,.0f} documents per CPU-second: {clock}")
            print(f"  {storage(live) / count:,.0f} bytes per document")
            for peer in peers:
                print_quality(f"{peer.name}, unverified", peer.found, truth)
                print(f"  {count / peer.clock.total:,.0f} documents per CPU-second")
                print(f"  ours is {peer.clock.total / clock.total:.2f} times as fast")
            for place in range(ADDED):
                batch = list(generator.texts(more, count + more * place))
                add_timed(live, folder / "batch", batch, f"{more:,} added at {count:,}")
            copies = late_copies(generator, old, count + more * ADDED)
            add_timed(
                live, folder / "batch", copies, f"{len(copies)} late copies added at {count:,}"
            )
            found = found_pairs(live)
            hits = sum((made.original, made.number) in found for made in copies)
            print(f"  late copies found: {hits} of {len(copies)}")


def add_timed(live: LiveWarehouse, folder: Path, batch: Sequence[Made], label: str) -> None:
    clock, loading = Clock(), Clock()
    loading.run("texts", lambda: load_documents(live, folder, batch))
    add(live, folder, batch, clock)
    print(f"  {label}: {clock}; loading the texts: {loading.total:.2f}")


def late_copies(generator: TextGenerator, old: Sequence[Made], first: int) -> list[Made]:
    """Return copies of texts from all over what there is, a third of each rewritten."""
    originals = [made for made in old if made.original is None]
    return [generator.late_copy(made, first + n, 30) for n, made in enumerate(originals)]


def storage(live: LiveWarehouse) -> float:
    """Return the bytes of sketches and postings, uncompressed as they nearly are."""
    ((sketched,),) = live.connection.execute(
        "select sum(len(fingerprints) * 4 + 8 + 12 + 22) from raw.sketches"
    ).fetchall()
    files = live.path.with_suffix(".postings").iterdir()
    return float(sketched + sum(file.stat().st_size for file in files))


def true_pairs(chunk: Sequence[Made], families: dict[int, list[int]]) -> dict[tuple[int, int], int]:
    """Return the pairs of original and copy with the share that was rewritten; of two copies -1."""
    pairs: dict[tuple[int, int], int] = {}
    for made in chunk:
        if made.original is not None:
            pairs[(made.original, made.number)] = made.rewritten
            for other in families[made.original]:
                pairs[(other, made.number)] = -1
            families[made.original].append(made.number)
    return pairs


def print_quality(name: str, found: Pairs, truth: dict[tuple[int, int], int]) -> None:
    recalls = []
    for share in (10, 30, 50):
        wanted = {pair for pair, rewritten in truth.items() if rewritten == share}
        recalls.append(f"{len(wanted & found) / max(1, len(wanted)):.3f}")
    precision = len(found & truth.keys()) / max(1, len(found))
    print(f"{name}: recall at 10 / 30 / 50 % {' / '.join(recalls)}, precision {precision:.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=10_000, help="documents added at the end")
    parser.add_argument("--others", nargs="*", default=["rensa", "datasketch"])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    measure(options.documents, options.more, options.seed, [Peer(n) for n in options.others])


if __name__ == "__main__":
    main()
