"""Loading: what goes in is there, once, whatever the order and however often."""

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pytest

from flows.relating import relate_new
from tests.warehouse.conftest import Loader
from tests.warehouse.tea import document, fate, moment, sighting, tagging, write_batch
from warehouse.batch import TABLES, record_row
from warehouse.live import LiveWarehouse
from warehouse.queries import read_layer
from warehouse.records import Document, Fate, Mention, Quote, Rejection, Relevance, Stance

RECORDS: dict[str, type[Any]] = {
    "documents": Document,
    "rejections": Rejection,
    "fates": Fate,
    "mentions": Mention,
    "relevances": Relevance,
    "stances": Stance,
    "quotes": Quote,
}
NOT_STORED = {"capture", "matching_text"}
ADDED = {
    "run_id",
    "via",
    "mirror_of_id",
    "capture_file",
    "capture_offset",
    "capture_digest",
    "content_digest",
    "document_hash",
}


def all_rows(live: LiveWarehouse, table: str) -> list[Any]:
    return live.connection.execute(f"from {table}").fetchall()


def dump(live: LiveWarehouse) -> dict[str, list[Any]]:
    """Return every raw table and mart, sorted; numbers that versions get as they come are left out."""
    tables = [f"raw.{table}" for table in (*TABLES, "link_counts")]
    """Return every raw table and mart, sorted."""
    tables = [f"raw.{table}" for table in (*TABLES, "link_counts") if table != "related"]
    tables += [f"main.{query.name}" for query in read_layer("marts")]
    rows = {table: all_rows(live, table) for table in tables}
    rows["raw.sketches"] = [sketch[1:] for sketch in rows["raw.sketches"]]
    # Which number a document has depends on what was loaded first; that it finds its words does not.
    del rows["main.search_documents"], rows["main.word_counts"]
    rows["searched"] = live.connection.execute(
        "select * exclude (document_number) from search_documents inner join word_counts using (document_number)"
    ).fetchall()
    return {table: sorted(map(repr, found)) for table, found in rows.items()}


def days() -> list[dict[str, Any]]:
    edited = document("1", title="青岚召回绿茶（更正）", fetched=moment(7))
    return [
        {
            "documents": [(document("1"), tagging(document("1")))],
            "fates": [fate("http://chen.example/1", 5)],
            "sightings": [sighting("http://chen.example/1", 5)],
        },
        {
            "documents": [(edited, tagging(edited))],
            "fates": [fate("http://chen.example/1", 7)],
            "sightings": [sighting("http://chen.example/1", 7)],
        },
        {
            "documents": [(document("2", "gu", published=moment(6), credit="晨江新闻"), None)],
            "sightings": [sighting("http://gu.example/2", 6, "gu")],
        },
    ]


@pytest.mark.parametrize("table", RECORDS)
def test_raw_columns_are_the_fields_of_the_record(loaded: Loader, table: str) -> None:
    fields = {field.name for field in dataclasses.fields(RECORDS[table])} - NOT_STORED
    assert set(loaded().connection.table(f"raw.{table}").columns) - ADDED == fields - ADDED


def test_rows_carry_the_numbers_of_their_ids(loaded: Loader) -> None:
    """Rows are looked for by these: a wrong one would hide a row without a word."""
    copy = document("3", "gu", published=moment(6), credit="晨江新闻")
    said = Quote(copy.document_id, "tea-recall", "青岚", "qinglan", "称", "召回", 0, True, "召回")
    judged = dataclasses.replace(tagging(copy), quotes=(said,))
    live = loaded(*days(), {"documents": [(copy, judged)]})
    columns = live.connection.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'raw' and column_name like '%_hash'"
    ).fetchall()
    empty = set()
    for table, column in columns:
        id_column = column.replace("_hash", "_document_id").replace("document_document", "document")
        others = f"{column} is distinct from md5_number_lower({id_column})"
        counts = f"select count(*), count(*) filter (where {others}) from raw.{table}"
        ((rows, wrong),) = live.connection.execute(counts).fetchall()
        assert wrong == 0, (table, column)
        empty |= set() if rows else {table}
    assert len(columns) == 12
    assert empty == set()


def test_loading_twice_changes_nothing(loaded: Loader) -> None:
    once = dump(loaded(*days()))
    twice = dump(loaded(*days(), *days()))
    assert once == twice


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_batches_does_not_matter(
    loaded: Loader, tmp_path: Path, order: tuple[int, ...]
) -> None:
    batches = days()
    with LiveWarehouse(tmp_path / "other.duckdb") as other:
        for number in order:
            other.load([write_batch(tmp_path / f"other-{number}", **batches[number])])
            relate_new(other, tmp_path / "relating")
        other.refresh_marts()
        assert dump(other) == dump(loaded(*batches))


def test_a_batch_loads_wholly_or_not_at_all(loaded: Loader, tmp_path: Path) -> None:
    live = loaded()
    batch = write_batch(tmp_path / "broken", **days()[0])
    (batch / "sightings.jsonl").write_text('{"url": 1, "seen_at": "never"}\n')
    with pytest.raises(Exception, match="never"):
        live.load([batch])
    assert all_rows(live, "raw.documents") == []
    live.load([write_batch(tmp_path / "good", **days()[0])])
    assert len(all_rows(live, "raw.documents")) == 1


def test_checks_find_nothing_wrong(loaded: Loader) -> None:
    live = loaded(*days())
    for query in read_layer("checks"):
        assert live.rows("checks", query.name) == [], query.question


def test_a_check_finds_what_it_looks_for(loaded: Loader) -> None:
    live = loaded(*days())
    live.connection.execute("insert into raw.documents select * from raw.documents")
    assert live.rows("checks", "documents_key")


def test_a_row_holds_no_nested_capture() -> None:
    row = record_row(document("1"))
    assert row["capture_file"] == "a.warc.gz"
    assert not NOT_STORED & row.keys()
