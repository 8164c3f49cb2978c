"""The .sql files of the warehouse, read with what their headers promise."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

SQL_FOLDER = Path(__file__).parent / "sql"

_KEPT = re.compile(r"by ([\w, ]+) of (touched\.\w+)\.")
_ADDED = re.compile(r"by ([\w, ]+), adding (\w+) of (\w+)\.")
_PARAMETER = re.compile(r"\$(\w+) (\w+)(?: = (\w+))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that a query declares in its header."""

    name: str
    type: str  # text, date, integer
    is_optional: bool  # its default is always null


@dataclass(frozen=True, slots=True)
class Query:
    """One .sql file: a question, its grain, its parameters and its text."""

    name: str
    question: str
    grain: str
    parameters: tuple[Parameter, ...]
    sql: str
    method: str = (
        ""  # what the header says beyond the question: how it is answered, what words mean
    )
    is_view: bool = False  # of a mart: it is not stored
    keys: tuple[str, ...] = ()  # of a mart: the columns by which its rows are replaced; (): all are
    touched: str = ""  # of a mart with keys: the relation that holds those to be replaced
    amount: str = (
        ""  # of a total: the column to which is added what the rows of `added_of` change by
    )
    added_of: str = ""


@functools.cache
def read_query(layer: str, name: str) -> Query:
    """Return the query sql/<layer>/<name>.sql; raises FileNotFoundError where there is none."""
    sql = (SQL_FOLDER / layer / f"{name}.sql").read_text(encoding="utf-8")
    header = " ".join(_comment_lines(sql))
    question, _, rest = header.partition(" Grain: ")
    rest, _, parameters = rest.partition(" Parameters: ")
    grain, _, kept = rest.partition(" Kept: ")
    replaced, added = _KEPT.fullmatch(kept), _ADDED.fullmatch(kept)
    keyed = replaced or added
    declared = tuple(
        Parameter(found, kind, default == "null")
        for found, kind, default in _PARAMETER.findall(parameters)
    )
    asked, mark, method = question.partition("?")
    return Query(
        name,
        asked + mark,
        grain.strip(),
        declared,
        sql,
        method.strip(),
        is_view=kept == "as a view.",
        keys=tuple(keyed[1].split(", ")) if keyed else (),
        touched=replaced[2] if replaced else "",
        amount=added[2] if added else "",
        added_of=added[3] if added else "",
    )


def read_layer(layer: str) -> tuple[Query, ...]:
    """Return every query of a layer, by name."""
    return tuple(
        read_query(layer, path.stem) for path in sorted((SQL_FOLDER / layer).glob("*.sql"))
    )


def read_in_order(layer: str) -> tuple[Query, ...]:
    """Return every query of a layer, those that others of the layer read before these."""
    queries = {query.name: query for query in read_layer(layer)}
    read = {
        name: {
            other
            for other in re.findall(r"(?:from|join) (\w+)", _without_comments(query.sql))
            if other in queries and not _defines(query, other)
        }
        for name, query in queries.items()
    }
    return tuple(queries[name] for name in TopologicalSorter(read).static_order())


def macro(query: Query) -> str:
    """Return the statement that makes a trend a table macro of the same name."""
    order = sorted(query.parameters, key=lambda parameter: parameter.is_optional)
    signature = ", ".join(p.name + (" := null" if p.is_optional else "") for p in order)
    body = re.sub(r"\$(\w+)", r"\1", _without_comments(query.sql)).rstrip().rstrip(";")
    return f"create or replace macro main.{query.name}({signature}) as table {body}"


def depth(trend: Query) -> int:
    """Return how many trends stand behind a trend: one that reads another is made after it."""
    body = _without_comments(trend.sql)
    others = (read_query("trends", name) for name in re.findall(r"from (\w+)\(\$", body))
    return max((1 + depth(other) for other in others), default=0)


def _defines(query: Query, name: str) -> bool:
    return re.search(rf"\b{name} as \(", query.sql) is not None


def _comment_lines(sql: str) -> Iterable[str]:
    for line in sql.splitlines():
        if not line.startswith("--"):
            return
        yield line.removeprefix("--").strip()


def _without_comments(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
