"""Near-duplicates as others find them, the way their documentation shows; nothing is verified."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.clock import Clock
from benchmarks.text_generator import Made

Find = Callable[[Sequence[Made]], Iterator[tuple[int, int]]]


class Peer:
    """Looks every text up and inserts it then; shingles of four characters, 128 permutations."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.clock = Clock()
        self.found: set[tuple[int, int]] = set()
        self._find: Find = {"rensa": _rensa, "datasketch": _datasketch}[name]()

    def take(self, chunk: Sequence[Made]) -> None:
        self.found.update(self.clock.run("all", lambda: list(self._find(chunk))))


def _shingles(text: str) -> list[str]:
    return [text[place : place + 4] for place in range(len(text) - 3)]


def _rensa() -> Find:
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


def _datasketch() -> Find:
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
