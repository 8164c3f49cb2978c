"""How well copies are found, joined and led back to their parents and origins.

    python -m benchmarks.relating [--seed N]

Prints, for simulated copies of real texts (see `copy_simulator`): recall and precision of pairs, pairwise
F1 of clusters, accuracy of parents and origins; by kind of copy.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

import numpy as np

from benchmarks.copy_simulator import BEGINNING, Sample, base_texts, families, same_events
from flows.relate.article import Article, Shared
from flows.relate.claims import Incident
from flows.relate.lineage import Relations, relate
from flows.relate.meetings import meet
from flows.relate.outlets import Outlets
from flows.relate.overlap import Pair, overlaps
from flows.relate.sketch import sketches


def candidates(texts: Sequence[str]) -> list[Pair]:
    """Return the pairs that share enough fingerprints, as the relating step finds them."""
    found = sketches(texts)
    postings = [(f << 32) | number for number, sketch in enumerate(found) for f in sketch]
    sizes = np.array([len(sketch) for sketch in found], dtype=np.uint16)
    pairs = meet(np.sort(np.array(postings, dtype=np.uint64)), [], sizes).pairs
    return [(older, newer) for older, newer in pairs.tolist()]


def related(samples: Sequence[Sample]) -> Relations:
    """Relate simulated articles, all in one incident."""
    texts = [sample.text for sample in samples]
    names = [sample.name for sample in samples]
    shares: dict[str, dict[str, Shared]] = {}
    for (a, b), overlap in overlaps(dict(enumerate(texts)), candidates(texts)).items():
        if overlap.is_copy:
            both = Shared(overlap.shared, {names[a]: overlap.left, names[b]: overlap.right})
            shares.setdefault(names[a], {})[names[b]] = both
            shares.setdefault(names[b], {})[names[a]] = both
    articles = {sample.name: article_of(sample) for sample in samples}
    outlets = Outlets((source, source) for source in {sample.source for sample in samples})
    started = BEGINNING - timedelta(days=1)
    return relate(Incident(articles, shares, outlets, started, lambda child, outlet, earlier: None))


def article_of(sample: Sample) -> Article:
    return Article(
        document_id=sample.name,
        source_id=sample.source,
        source_kind="mirror" if sample.source == "mirror" else "media",
        title=sample.title,
        published_at=None if sample.is_refused else sample.published_at,
        published_precision=None if sample.is_refused else "minute",
        is_date_refused=sample.is_refused,
        first_seen_at=max(sample.published_at, BEGINNING) + timedelta(days=60),
        credit=sample.credit,
    )


def pairs_of(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def grouped(keys: Mapping[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        groups[key].append(name)
    return list(groups.values())


def report(samples: Sequence[Sample]) -> None:
    relations = related(samples)
    clusters = {name: standing.cluster_id for name, standing in relations.standings.items()}
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    parents = {e.child: e.parent for e in relations.edges if not e.is_contradicted}
    for sample in samples:
        row = by_kind[sample.kind]
        row["all"] += 1
        row["joined"] += clusters[sample.name] == clusters[sample.family]
        row["origin"] += relations.standings[sample.name].origin == sample.family
        if sample.parent and sample.credit:
            row["credited"] += 1
            row["parent"] += parents.get(sample.name) == sample.parent
    print(f"{len(samples)} articles of {len(by_kind)} kinds\n")
    print(f"{'kind':<14}{'articles':>9}{'joined':>9}{'origin':>9}{'parent, credited':>18}")
    for kind, row in by_kind.items():
        parent = f"{row['parent'] / row['credited']:.3f}" if row["credited"] else "-"
        shares = f"{row['joined'] / row['all']:>9.3f}{row['origin'] / row['all']:>9.3f}"
        print(f"{kind:<14}{row['all']:>9}{shares}{parent:>18}")
    total: Counter[str] = sum(by_kind.values(), Counter())
    print(f"\nparent accuracy, credited copies  {total['parent'] / total['credited']:.3f}")
    print("\narticles                         origin  pairs: precision  recall     F1")
    _score("up to 30 % rewritten", samples, relations, {"sentences 50"})
    _score("all kinds", samples, relations, set())


def report_same_events() -> None:
    """Print how many reports of one event, told in other words, are taken for copies."""
    wrong = pairs = 0
    for reports in same_events().values():
        texts = dict(enumerate(reports))
        found = overlaps(texts, list(combinations(texts, 2)))
        pairs += len(found)
        wrong += sum(overlap.is_copy for overlap in found.values())
    print(f"\none event told by two journalists: {wrong} of {pairs} pairs taken for copies")


def _score(
    label: str, samples: Sequence[Sample], relations: Relations, left_out: Container[str]
) -> None:
    chosen = [sample for sample in samples if sample.kind not in left_out]
    standings = relations.standings
    origin = sum(standings[sample.name].origin == sample.family for sample in chosen) / len(chosen)
    truth = pairs_of(grouped({sample.name: sample.family for sample in chosen}))
    found = pairs_of(grouped({s.name: standings[s.name].cluster_id for s in chosen}))
    right = len(truth & found)
    precision, recall = right / max(1, len(found)), right / len(truth)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{label:<30}{origin:>9.3f}{precision:>18.4f}{recall:>8.4f}{f1:>7.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=int, default=60, help="characters of the shortest text")
    options = parser.parse_args()
    report(list(families(base_texts(options.least), options.seed)))
    report_same_events()


if __name__ == "__main__":
    main()
