"""The data dictionary: every table, sum and trend of the published snapshot with its columns, as Markdown.

It is read from an empty warehouse, made as any other: `uv run python -m warehouse.dictionary > docs/data-dictionary.md`.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from warehouse.glossary import column_meaning
from warehouse.live import LiveWarehouse
from warehouse.queries import Query, read_layer

_PREFACE = """\
# Data dictionary

Everything in the schema `main` of a snapshot, `aftermath-data/warehouse/current.duckdb`: what people and programs may rely on.
The same words are comments in the snapshot itself, where any client shows them:

```console
aftermath sql "select column_name, comment from duckdb_columns() where table_name = 'coverage'"
```

- A time (`timestamptz`) is an instant; clients show it in a time zone of their own. A day (`date`) is one of the calendar that its
  meaning names. A list (`varchar[]`) is empty where there is nothing, and never null.
- Null says what the column's meaning says of it; a column that says nothing of null has none.
- What is both a table and a trend is the trend with parentheses: `quotes` and `quotes('xiaomi-kol-2026')`.

This page is made by `uv run python -m warehouse.dictionary > docs/data-dictionary.md` from the headers in `warehouse/sql/` and
from `warehouse/glossary.yaml`.
"""
_TRENDS = """\
Table macros, asked like tables: `select * from daily_volume('xiaomi-kol-2026', since := '2026-01-05')`. `incident` and `other` are
ids of incidents, `since` and `until` days, both included; what has `:= null` may be left out.
"""
_CHAPTERS = (  # layer, section of the glossary, title, what is to be said of all
    ("marts", "tables", "Tables", ""),
    ("aggregates", "tables", "Sums that trends read", ""),
    ("trends", "trends", "Trends", _TRENDS),
)


def fresh_dictionary() -> str:
    """Return the data dictionary of today's queries."""
    with (
        tempfile.TemporaryDirectory() as folder,
        LiveWarehouse(Path(folder) / "live.duckdb") as warehouse,
    ):
        warehouse.make_marts()
        return "\n".join(_lines(warehouse))


def _lines(warehouse: LiveWarehouse) -> Iterator[str]:
    yield _PREFACE
    for layer, section, title, told in _CHAPTERS:
        yield f"## {title}\n"
        if told:
            yield told
        for query in read_layer(layer):
            yield from _entry(query)
            yield "| column | type | meaning |\n|---|---|---|"
            for name, kind in _columns(warehouse, query, is_trend=layer == "trends"):
                meaning = column_meaning(section, query.name, name).replace("|", r"\|")
                yield f"| `{name}` | {kind} | {meaning} |"
            yield ""


def _entry(query: Query) -> Iterator[str]:
    """Yield what is to be said of a table or trend as a whole."""
    yield f"### {query.name}{' (a view)' if query.is_view else ''}\n"
    yield " ".join(f"{query.question} {query.method}".split()) + "\n"
    yield f"{query.grain[0].upper()}{query.grain[1:]}\n"
    if query.parameters:
        given = (f"{one.name}{' := null' if one.is_optional else ''}" for one in query.parameters)
        yield f"`{query.name}({', '.join(given)})`\n"


def _columns(
    warehouse: LiveWarehouse, query: Query, *, is_trend: bool
) -> Iterator[tuple[str, str]]:
    """Yield name and type of the columns of a table, or of what a trend answers."""
    wanted = ", ".join("''" for parameter in query.parameters if not parameter.is_optional)
    relation = f"main.{query.name}({wanted})" if is_trend else f"main.{query.name}"
    for name, kind, *_ in warehouse.connection.execute(f"describe from {relation}").fetchall():
        yield name, str(kind).lower().replace("timestamp with time zone", "timestamptz")


if __name__ == "__main__":
    sys.stdout.write(fresh_dictionary())
