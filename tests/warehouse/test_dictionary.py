"""Everything in the published snapshot says what it means, and the data dictionary says the same."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.relating import relate_new
from tests.warehouse.tea import INCIDENT, document, tagging, write_batch
from tests.warehouse.test_refreshing import worlds
from warehouse.ask import open_snapshot
from warehouse.dictionary import fresh_dictionary
from warehouse.glossary import GLOSSARY_FILE, query_meaning
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish
from warehouse.queries import read_layer, read_query

DICTIONARY = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
TABLES = [query for layer in ("marts", "aggregates") for query in read_layer(layer)]
COLUMNS = """
select table_name, column_name, comment
from duckdb_columns()
where schema_name = 'main' and database_name = current_database() and not internal
"""
NAMES = """
select table_name, comment from duckdb_tables() where schema_name = 'main'
union all
select view_name, comment from duckdb_views() where schema_name = 'main' and not internal
"""
MACROS = "select function_name, comment from duckdb_functions() where schema_name = 'main' and not internal"


@pytest.fixture(scope="module")
def page() -> str:
    return fresh_dictionary()


def test_everything_in_a_snapshot_is_commented_and_stays_so(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with LiveWarehouse(home.live) as live:
        live.load([write_batch(tmp_path / "a", [(document("1"), tagging(document("1")))])])
        live.refresh_marts()
    made = comments_of(publish(home, datetime(2026, 1, 5, tzinfo=UTC)))
    with LiveWarehouse(home.live) as live:
        live.load([write_batch(tmp_path / "b", [(document("2"), tagging(document("2")))])])
        live.refresh_marts()
        assert live.connection.execute("select count(*) from documents").fetchall() == [(2,)]
    kept = comments_of(publish(home, datetime(2026, 1, 6, tzinfo=UTC)))
    assert made == kept
    tables, columns, macros = made
    assert [row for row in (*tables, *columns, *macros) if not all(row)] == []
    assert dict(tables) == {query.name: query_meaning(query) for query in TABLES}
    assert {name for name, _ in macros} == {query.name for query in read_layer("trends")}


def test_another_glossary_reaches_a_warehouse_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "live.duckdb"
    with LiveWarehouse(path) as live:
        live.refresh_marts()
        live.connection.execute("comment on table main.documents is 'as it was'")
        live.connection.execute("update staging.made_with set views = 'with another glossary'")
    with LiveWarehouse(path) as live:
        live.refresh_marts()
        assert ("as it was",) not in live.connection.execute(
            "select comment from duckdb_tables()"
        ).fetchall()


def test_the_data_dictionary_is_that_of_todays_queries(page: str) -> None:
    renew = "uv run python -m warehouse.dictionary > docs/data-dictionary.md"
    assert DICTIONARY.read_text(encoding="utf-8") == page, f"renew it: {renew}"
    assert renew in page


def test_every_column_has_a_meaning_and_every_meaning_a_column(page: str) -> None:
    entries = yaml.safe_load(GLOSSARY_FILE.read_text(encoding="utf-8"))
    everywhere, used = entries["everywhere"], set()
    for section, name, columns in entries_of(page):
        own = entries[section].pop(name, {})
        for column, _, meaning in columns:
            assert meaning, f"{name}.{column}"
            if column not in own:
                used.add(column)
            assert own.pop(column, "") != everywhere.get(column), f"{name}.{column} says it again"
        assert not own, f"{name} has no such columns: {list(own)}"
    assert entries["tables"] == entries["trends"] == {}
    assert everywhere.keys() == used


def test_columns_have_the_types_that_their_names_promise(page: str) -> None:
    for _, table, columns in entries_of(page):
        for column, kind, _ in columns:
            wanted = promised_type(column)
            assert wanted in (None, kind), f"{table}.{column} is {kind}"


def test_a_column_is_null_only_where_its_meaning_says_when(tmp_path: Path, page: str) -> None:
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        live.load(worlds(random.Random(1), tmp_path))
        relate_new(live, tmp_path / "relating")
        live.refresh_marts()
        for section, name, columns in entries_of(page):
            rows = live.connection.execute(f"from {relation(section, name)}").fetchall()
            for place, (column, _, meaning) in enumerate(columns):
                if not re.search(r"\bnull\b", meaning):
                    assert all(row[place] is not None for row in rows), f"{name}.{column}"


def comments_of(snapshot: Path) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the names with their comments: of tables and views, their columns, and macros."""
    with open_snapshot(snapshot) as connection:
        found = [connection.execute(sql).fetchall() for sql in (NAMES, COLUMNS, MACROS)]
        connection.execute(f"from daily_volume('{INCIDENT}')").fetchall()
    tables, columns, macros = map(sorted, found)
    return tables, [(f"{row[0]}.{row[1]}", row[2]) for row in columns], macros


def entries_of(page: str) -> list[tuple[str, str, list[tuple[str, ...]]]]:
    """Return section, name and columns of every table and trend of the dictionary."""
    found = []
    for chapter in page.split("\n## ")[1:]:
        section = "trends" if chapter.startswith("Trends") else "tables"
        for entry in chapter.split("\n### ")[1:]:
            columns = re.findall(r"^\| `(\w+)` \| (\S+) \| (.*) \|$", entry, re.M)
            found.append((section, entry.split()[0], columns))
    return found


def relation(section: str, name: str) -> str:
    """Return what to ask for a table, or for a trend about the incident of the tests."""
    if section == "tables":
        return f"main.{name}"
    given = {"incident": f"'{INCIDENT}'", "other": f"'{INCIDENT}'", "words": "'青岚 绿茶'"}
    wanted = (one.name for one in read_query("trends", name).parameters if not one.is_optional)
    return f"main.{name}({', '.join(map(given.__getitem__, wanted))})"


def promised_type(column: str) -> str | None:
    """Return the type that the name of a column promises; None: it promises none."""
    if column in {"as_of", "missing_since"} or column.endswith("_at"):
        return "timestamptz"
    if column in {"day", "started", "verified"} or re.search("(?<!passed)_on$", column):
        return "date"
    if column in {"targets", "terms", "numbers", "reasons", "obfuscations", "lost", "quality"}:
        return "varchar[]"
    if column.startswith("is_"):
        return "boolean"
    return "varchar[]" if column.endswith("_ids") else None
