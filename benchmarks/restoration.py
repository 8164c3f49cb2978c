"""How well, how safely and how fast the alterations of copy farms are undone.

    python -m benchmarks.restoration [TEXT_FILE ...]

Texts are simplified Chinese, one paragraph per line; without any, those of the test suite are used.
Each farm of the simulator alters every text; the restoration is compared with what went in.
"""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.mirror_simulator import Farm, damaged_spots, expected, farms, obfuscate
from flows.clean.restoration import restore_text

TEXTS = Path(__file__).parent.parent / "tests" / "restore" / "texts"
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


@dataclass(frozen=True, slots=True)
class Score:
    """What became of all texts of one farm."""

    characters: int
    errors: int  # single-character edits between the restoration and the original
    sentences: int
    exact: int
    spots: int
    left: int  # damaged spots still visible
    seconds: float
    megabytes: float

    @property
    def error_rate(self) -> float:
        return self.errors / self.characters


def score(texts: Sequence[str], farm: Farm, restore: Callable[[str], str]) -> Score:
    """Alter, restore and compare; `restore` is an argument so that others can be measured."""
    altered = [obfuscate(text, farm) for text in texts]
    originals = [expected(text, farm) for text in texts]
    started = time.process_time()
    restored = [restore(text) for text in altered]
    seconds = time.process_time() - started
    pairs = list(zip(restored, originals, strict=True))
    sentences = [(_SENTENCE.findall(a), set(_SENTENCE.findall(b))) for a, b in pairs]
    return Score(
        characters=sum(map(len, originals)),
        errors=sum(edit_distance(a, b) for a, b in pairs),
        sentences=sum(len(wanted) for _, wanted in sentences),
        exact=sum(len(wanted & set(got)) for got, wanted in sentences),
        spots=sum(map(damaged_spots, altered)),
        left=sum(map(damaged_spots, restored)),
        seconds=seconds,
        megabytes=sum(len(text.encode()) for text in altered) / 1e6,
    )


def edit_distance(got: str, wanted: str) -> int:
    """Count single-character edits, line by line where the lines correspond."""
    got_lines, wanted_lines = got.split("\n"), wanted.split("\n")
    if len(got_lines) != len(wanted_lines):
        return _levenshtein(got, wanted)
    return sum(map(_levenshtein, got_lines, wanted_lines))


def changed_per_million(texts: Sequence[str]) -> float:
    """Return how many characters of clean texts restoration changes, per million."""
    changed = sum(edit_distance(restore_text(text).text, text) for text in texts)
    return changed * 1e6 / max(1, sum(map(len, texts)))


def _levenshtein(a: str, b: str) -> int:
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def main() -> None:
    """Print one table of quality per farm, one of safety and speed per kind of clean text."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument(
        "files", nargs="*", type=Path, help="simplified texts, one paragraph per line"
    )
    files = parser.parse_args().files or [TEXTS / "simplified.txt"]
    texts = [file.read_text("utf-8").encode("gbk", "ignore").decode("gbk") for file in files]
    console = Console()
    restore_text(obfuscate(texts[0], farms()[4]))  # dictionaries are read once per process
    console.print(_quality(texts))
    console.print(
        _safety(
            {"simplified": texts, "traditional": [(TEXTS / "traditional.txt").read_text("utf-8")]}
        )
    )


def _quality(texts: Sequence[str]) -> Table:
    table = Table(
        "farm", "characters", "error rate", "sentences exact", "spots", "repaired", "MB/s"
    )
    for farm in farms():
        one = score(texts, farm, lambda text: restore_text(text).text)
        repaired = 1 - one.left / one.spots if one.spots else 1.0
        table.add_row(farm.name, f"{one.characters:,}", f"{one.error_rate:.5f}", f"{one.exact / one.sentences:.4f}",
                      str(one.spots), f"{repaired:.3f}", f"{one.megabytes / one.seconds:.2f}")  # fmt: skip
    return table


def _safety(kinds: dict[str, Sequence[str]]) -> Table:
    table = Table("clean text", "characters", "changed per million", "MB/s")
    for kind, texts in kinds.items():
        started = time.process_time()
        for _ in range(10):
            for text in texts:
                restore_text(text)
        seconds = (time.process_time() - started) / 10
        speed = sum(len(text.encode()) for text in texts) / 1e6 / seconds
        table.add_row(
            kind, f"{sum(map(len, texts)):,}", f"{changed_per_million(texts):.1f}", f"{speed:.1f}"
        )
    return table


if __name__ == "__main__":
    main()
