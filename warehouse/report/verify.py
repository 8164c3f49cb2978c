"""Verify a report: recompute every number from the snapshot that it names, and compare the rest of the page.

Nothing that the page says is run: it may name only queries of this program, and values are bound.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from warehouse.errors import QueryError
from warehouse.report.facts import Row, canonical, canonical_json, gather, known_queries
from warehouse.report.page import generator, name_snapshot, render_report
from warehouse.report.wording import LANGUAGES, Writer

_TOLERANCE = 1e-9  # sums of floats depend on the order of threads in their last digits
_LONGEST_LINE = 160  # characters of a differing line that are shown
_READINGS = 3
_MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found."""

    snapshot: str
    numbers: int  # compared
    queries: int  # that they came from
    differences: tuple[str, ...]  # one sentence each
    is_page_compared: bool  # False: another version wrote it, so only its numbers were recomputed


@dataclass(frozen=True, slots=True)
class _Report:
    snapshot: str
    sha256: str
    incident: str
    language: str
    generator: str
    text: str
    root: Any


def verify_report(path: Path, folders: list[Path], snapshot: Path | None = None) -> Verdict:
    """Recompute a report; raises QueryError where it is none, or its snapshot is not there.

    The snapshot is looked for by its name in the folders, unless its place is given.
    """
    report = _read(path)
    place = snapshot or _find(report, folders)
    if not place.is_file():
        raise QueryError(f"There is no snapshot {place}.")
    named = name_snapshot(place.resolve())
    different: list[str] = []
    if named.sha256 != report.sha256:
        different.append(
            f"The snapshot {place.name} is not as it was: the report names the fingerprint "
            f"{report.sha256[:16]}…, the file has {named.sha256[:16]}…."
        )
    numbers = list(report.root.iter("data"))
    answers = _Answers(place)
    writer = _writer(place, report)
    for element in numbers:
        different += _difference(element, answers, writer)
    is_compared = report.generator == generator() and not different
    if is_compared:
        different += _other_lines(report, place)
    return Verdict(place.name, len(numbers), len(answers), tuple(different), is_compared)


@dataclass(frozen=True, slots=True)
class _Recomputed:
    rows: dict[str, Row | None]  # by key
    failure: str


class _Answers(dict[tuple[str, str], _Recomputed]):
    """Answers by query and parameters, each asked for once."""

    def __init__(self, snapshot: Path) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._known = known_queries()

    def __missing__(self, asked: tuple[str, str]) -> _Recomputed:
        name, parameters = asked
        if name not in self._known:
            raise KeyError(f"there is no query {name!r}")
        values = json.loads(parameters)
        if not isinstance(values, dict):
            raise TypeError("its parameters are no names with values")
        facts = gather(self._snapshot, self._known[name], values)
        self[asked] = _Recomputed(facts.by_key(), facts.failure)
        return self[asked]


def _read(path: Path) -> _Report:
    if not path.is_file():
        raise QueryError(f"There is no report {path}.")
    if path.stat().st_size > _MOST_BYTES:
        raise QueryError(f"{path} is too large to be a report.")
    text = path.read_bytes().decode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = html.document_fromstring(text.encode() or b"<p>", parser=parser)
    meta = {one.get("name"): one.get("content") or "" for one in root.iter("meta")}
    said = {name: meta.get(f"aftermath:{name}", "") for name in ("snapshot", "sha256", "incident")}
    language = meta.get("aftermath:language", "")
    if not all(said.values()) or language not in LANGUAGES:
        raise QueryError(f"{path} is no report of aftermath: it names no snapshot.")
    return _Report(
        **said, language=language, generator=meta.get("generator", ""), text=text, root=root
    )


def _find(report: _Report, folders: list[Path]) -> Path:
    if Path(report.snapshot).name != report.snapshot:
        raise QueryError(f"The report names its snapshot by a path, {report.snapshot!r}.")
    for folder in folders:
        if (folder / report.snapshot).is_file():
            return folder / report.snapshot
    raise QueryError(
        f"The snapshot {report.snapshot} that the report was written from is not in "
        f"{' or '.join(map(str, folders))}: only the newest are kept; name its place with --snapshot FILE."
    )


def _writer(snapshot: Path, report: _Report) -> Writer:
    query = known_queries()["covered_incident"]
    rows = gather(snapshot, query, {"incident": report.incident}).rows
    if not rows:
        raise QueryError(f"The snapshot {snapshot.name} knows no incident {report.incident!r}.")
    return Writer(report.language, str(rows[0]["timezone"]))


def _difference(element: Any, answers: _Answers, writer: Writer) -> Iterator[str]:
    """Yield what is wrong with one number: the value it carries, or the text that is read."""
    query, parameters, key, column = (
        element.get(f"data-{name}") or "" for name in ("query", "parameters", "key", "column")
    )
    said, shown = element.get("value") or "", "".join(element.itertext())
    where = f"{query} {_place(key)} {column}"
    try:
        answer = answers[query, parameters]
    except (KeyError, TypeError, ValueError) as error:
        yield f"{where}: the report says {shown}, but {error.args[0]}."
        return
    row = answer.rows.get(key)
    if row is None or column not in row:
        yield f"{where}: the report says {shown}, the snapshot has no such value. {answer.failure}".strip()
        return
    wanted = canonical(row[column])
    if not _equal(said, wanted):
        yield f"{where}: the report says {said}, the snapshot {wanted}."
    written = writer.write(row[column], column, element.get("data-precision"))
    if shown != written and (_equal(said, wanted) or shown != said):
        yield f"{where}: the report shows {shown}, the snapshot gives {written}."


def _equal(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=_TOLERANCE)
    except ValueError:
        return False


def _place(key: str) -> str:
    try:
        named = json.loads(key)
    except ValueError:
        return key
    if not isinstance(named, dict):
        return canonical_json(named)
    return " ".join(f"{name}={value}" for name, value in named.items())


def _other_lines(report: _Report, snapshot: Path) -> list[str]:
    """Return the lines that are not as written, whatever their order.

    Where a query names one of several equals, it may name another at the next reading: lines count as written
    if one of a few readings gives them, and as missing if all give them.
    """
    said = _lines(report.text)
    found: list[str] = []
    possible: Counter[str] = Counter()
    certain: Counter[str] | None = None
    for _ in range(_READINGS):
        written = _lines(render_report(snapshot, report.incident, language=report.language))
        possible |= written
        certain = written if certain is None else certain & written
        strange = said - possible
        missing = sum((certain - said).values())
        found = [f"A line is not as the snapshot gives it: {_cut(line)}" for line in strange]
        if missing and not found:
            found = [f"{missing} lines are missing."]
        if not found:
            break
    return found


def _lines(text: str) -> Counter[str]:
    return Counter(filter(None, map(str.strip, text.splitlines())))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"
