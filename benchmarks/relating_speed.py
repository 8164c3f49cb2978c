"""How fast copies are found among many texts, how many of them, and at what size; beside rensa and datasketch.

    uv run --group benchmarks python -m benchmarks.relating_speed --documents 100000

Ours is the step as a run does it: sketches as they are made in the workers, then loaded, compared and verified
in the live database. The others do what their documentation shows: shingles of four characters, 128
permutations, a look-up before each insertion; nothing is verified. CPU seconds of the whole process, all
threads; times of generating texts and of loading documents are left out.
"""

import argparse
import resource
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.text_generator import Made, TextGenerator
from flows.comparing import compare_texts, version_key
from flows.relate.days import days_told_of
from flows.relate.sketch import sketches
from warehouse.batch import BatchWriter
from warehouse.live import LiveWarehouse

CHUNK = 20_000
LATE = 200  # texts of which copies are looked for at the end
Pairs = set[tuple[int, int]]


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class Clock:
    """Adds up CPU seconds of the parts of a measurement."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def run(self, part: str, work: Callable[[], Any]) -> Any:
        started = cpu()
        result = work()
        self.seconds[part] += cpu() - started
        return result

    def __str__(self) -> str:
        total = sum(self.seconds.values())
        parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in self.seconds.items())
        return f"{total:.2f} CPU-seconds ({parts})"


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


def add(
    live: LiveWarehouse, folder: Path, chunk: Sequence[Made], clock: Clock, loading: Clock
) -> None:
    """Sketch, load and compare a chunk of texts, as workers and the relating step do."""
    loading.run("documents", lambda: load_documents(live, folder, chunk))

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


def measure_ours(count: int, more: int, seed: int) -> float:
    clock, loading, generator = Clock(), Clock(), TextGenerator(seed)
    truth: dict[tuple[int, int], int] = {}
    families: dict[int, list[int]] = defaultdict(list)
    old: list[Made] = []
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        with LiveWarehouse(folder / "live.duckdb") as live:
            for number, chunk in enumerate(chunks(generator.texts(count)), start=1):
                truth |= true_pairs(chunk, families)
                old += [made for made in chunk if made.number % (count // LATE) == 0]
                before = sum(clock.seconds.values())
                add(live, folder / "batch", chunk, clock, loading)
                if number % 5 == 0:
                    spent = sum(clock.seconds.values()) - before
                    print(
                        f"  {number * CHUNK:,}: the last {CHUNK:,} in {spent:.2f} CPU-seconds",
                        flush=True,
                    )
            rate = count / sum(clock.seconds.values())
            print(f"  {rate:,.0f} documents per CPU-second: {clock}")
            print(f"  {storage(live) / count:,.0f} bytes per document")
            batches = [list(generator.texts(more, count + more * number)) for number in range(3)]
            copies = [made for made in old if made.original is None]
            first = count + 3 * more
            late = [generator.late_copy(made, first + n, 30) for n, made in enumerate(copies)]
            for label, batch in [
                *((f"{more:,}", batch) for batch in batches),
                (f"{len(late)} late copies", late),
            ]:
                truth |= true_pairs(batch, families)
                clock, loading = Clock(), Clock()
                add(live, folder / "batch", batch, clock, loading)
                print(f"  {label} added at {count:,}: {clock}; loading: {loading}")
            found = found_pairs(live)
            print_quality("ours, verified", found, truth)
            print(
                f"  late copies found: {sum((m.original, m.number) in found for m in late)} of {len(late)}"
            )
    return rate


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


def measure_others(count: int, seed: int, name: str) -> float:
    find = _rensa() if name == "rensa" else _datasketch()
    clock = Clock()
    truth: dict[tuple[int, int], int] = {}
    families: dict[int, list[int]] = defaultdict(list)
    found: Pairs = set()
    for chunk in chunks(TextGenerator(seed).texts(count)):
        truth |= true_pairs(chunk, families)
        found.update(clock.run("all", partial(list, find(chunk))))
    print_quality(f"{name}, unverified", found, truth)
    rate = count / sum(clock.seconds.values())
    print(f"  {rate:,.0f} documents per CPU-second: {clock}")
    return rate


def _shingles(text: str) -> list[str]:
    return [text[place : place + 4] for place in range(len(text) - 3)]


def _rensa() -> Callable[[Sequence[Made]], Iterator[tuple[int, int]]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)

    def find(chunk: Sequence[Made]) -> Iterator[tuple[int, int]]:
        for made in chunk:
            minhash = RMinHash(num_perm=128, seed=42)
            minhash.update(_shingles(made.text))
            for other in index.query(minhash):
                yield (min(other, made.number), max(other, made.number))
            index.insert(made.number, minhash)

    return find


def _datasketch() -> Callable[[Sequence[Made]], Iterator[tuple[int, int]]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(32, 4))

    def find(chunk: Sequence[Made]) -> Iterator[tuple[int, int]]:
        for made in chunk:
            minhash = MinHash(num_perm=128)
            minhash.update_batch([shingle.encode() for shingle in _shingles(made.text)])
            for other in index.query(minhash):
                yield (min(other, made.number), max(other, made.number))
            index.insert(made.number, minhash)

    return find


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--more", type=int, default=10_000, help="documents added at the end")
    parser.add_argument("--others", nargs="*", default=["rensa", "datasketch"])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    ours = measure_ours(options.documents, options.more, options.seed)
    for name in options.others:
        theirs = measure_others(options.documents, options.seed, name)
        print(f"  ours is {ours / theirs:.2f} times as fast")


if __name__ == "__main__":
    main()
