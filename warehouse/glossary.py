"""What the tables and columns of the published snapshot mean, as its own comments tell it.

A table's meaning is the header of its query; that of columns stands in glossary.yaml.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from warehouse.queries import Query

GLOSSARY_FILE = Path(__file__).with_name("glossary.yaml")

Meanings = Mapping[str, str]


@functools.cache
def read_glossary(section: str) -> dict[str, Meanings]:
    """Return what columns mean in the `tables` or the `trends`, by name of these; "" holds for all."""
    entries = yaml.safe_load(GLOSSARY_FILE.read_text(encoding="utf-8"))
    return {"": entries["everywhere"], **entries[section]}


def column_meaning(section: str, table: str, column: str) -> str:
    """Return what a column means; "" where the glossary does not tell."""
    glossary = read_glossary(section)
    return glossary.get(table, {}).get(column) or glossary[""].get(column, "")


def query_meaning(query: Query) -> str:
    """Return what a query answers, how, and what a row of it is."""
    told = f"{query.question} {query.method} Grain: {query.grain}"
    return " ".join(told.split())


def comments(query: Query, columns: Iterable[str]) -> Iterator[str]:
    """Yield the statements that tell of a mart, made as a table or view, what it and its columns mean."""
    kind = "view" if query.is_view else "table"
    yield f"comment on {kind} main.{query.name} is {_quoted(query_meaning(query))}"
    for column in columns:
        if meaning := column_meaning("tables", query.name, column):
            yield f'comment on column main.{query.name}."{column}" is {_quoted(meaning)}'


def macro_comment(trend: Query) -> str:
    """Return the statement that tells of a trend's macro what it means."""
    return f"comment on macro table main.{trend.name} is {_quoted(query_meaning(trend))}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
