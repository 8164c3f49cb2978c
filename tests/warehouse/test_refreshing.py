"""Marts that were kept up to date load by load say the same as marts that are made anew."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.relating import relate_new
from tests.warehouse.tea import TEXT, document, fate, moment, sighting, tagging, write_batch
from warehouse.batch import BatchWriter, record_row
from warehouse.live import LiveWarehouse
from warehouse.queries import read_layer
from warehouse.records import Capture, Fate, Outcome, Rejection, RejectionReason

SOURCES = ("chen", "gu", "jing", "unknown")
TEXTS = (
    TEXT,
    TEXT + "公司表示，抽检中发现包装标注的日期有误，与茶叶品质无关。",
    "城北图书馆周三重新开放，新设的阅览室可以容纳两百名读者，青岚茶业捐赠了茶具。",
    "青岚茶业的一位经销商称，门店已经在周三早晨下架全部相关批次的绿茶，退款的人不多。",
)


@pytest.mark.parametrize("seed", range(4))
def test_kept_marts_are_those_made_anew(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        for folder in worlds(chance, tmp_path):
            live.load([folder])
            if chance.random() < 0.7:
                relate_new(live, tmp_path / "relating")
                live.refresh_marts()
        relate_new(live, tmp_path / "relating")
        live.refresh_marts()
        kept = everything(live)
        live.make_marts()
        for name, rows in everything(live).items():
            assert kept[name] == rows, name


def test_a_refresh_replaces_only_what_was_touched(tmp_path: Path) -> None:
    documents = [document(f"{n}", published=moment(5 + n)) for n in range(3)]
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        live.load([write_batch(tmp_path / "a", [(one, tagging(one)) for one in documents])])
        live.refresh_marts()
        live.connection.execute("update main.documents set author = 'kept'")
        edited = replace(documents[1], author="new", fetched_at=moment(20))
        live.load([write_batch(tmp_path / "b", [(edited, tagging(edited))])])
        live.refresh_marts()
        rows = live.connection.execute("select author from documents order by document_id")
        assert rows.fetchall() == [("kept",), ("new",), ("kept",)]


@pytest.mark.parametrize("table", ["sources", "incidents", "tags"])
def test_an_edit_of_the_configuration_makes_all_marts_anew(tmp_path: Path, table: str) -> None:
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        one = document("1")
        live.load([write_batch(tmp_path / "a", [(one, tagging(one))])])
        live.refresh_marts()
        live.connection.execute("update main.documents set author = 'kept'")
        live.load([write_batch(tmp_path / "b")])
        live.refresh_marts()
        assert live.connection.execute("select author from documents").fetchall() == [("kept",)]
        column = {"sources": "name", "incidents": "title", "tags": "name"}[table]
        live.connection.execute(f"update raw.{table} set {column} = 'as it was'")
        live.load([write_batch(tmp_path / "c")])
        live.refresh_marts()
        assert live.connection.execute("select author from documents").fetchall() == [(None,)]


def everything(live: LiveWarehouse) -> dict[str, list[str]]:
    """Return the rows of every mart and sum, sorted."""
    names = [query.name for layer in ("marts", "aggregates") for query in read_layer(layer)]
    return {
        name: sorted(map(repr, live.connection.execute(f"from main.{name}").fetchall()))
        for name in names
    }


def worlds(chance: random.Random, folder: Path) -> Iterator[Path]:
    """Yield the batches of some days: new, late, edited, judged anew, removed and redirected pages."""
    for number in range(6):
        day = 5 + number
        documents = [invented(chance, day) for _ in range(chance.randrange(5))]
        rows = [(one, judged(chance, one)) for one in documents]
        looks = [looked(chance, day) for _ in range(chance.randrange(5))]
        links = [
            sighting(
                f"http://{source}.example/{chance.randrange(8)}", chance.randrange(5, 12), source
            )
            for source in chance.choices(SOURCES, k=chance.randrange(6))
        ]
        batch = write_batch(folder / f"{number}", rows, {}, looks, links)
        with BatchWriter(folder / f"{number}-more") as writer:
            writer.add("rejections", *(record_row(one) for one in rejected(chance, day)))
        for path in (folder / f"{number}-more").iterdir():
            path.rename(batch / path.name)
        if chance.random() < 0.2:
            other = "2026-01-01" if chance.random() < 0.5 else "2026-01-04"
            path = batch / "incidents.jsonl"
            path.write_text(path.read_text().replace("2026-01-04", other))
        yield batch


def invented(chance: random.Random, day: int) -> Any:
    name, source = f"{chance.randrange(8)}", chance.choice(SOURCES)
    one = document(
        name,
        source,
        published=moment(chance.randrange(4, day + 1), chance.randrange(24)),
        fetched=moment(chance.randrange(5, day + 1), chance.randrange(24), chance.randrange(60)),
        title=f"青岚召回绿茶 {chance.randrange(3)}",
        text=chance.choice(TEXTS),
        credit=chance.choice([None, "晨江新闻", "谷川网"]),
    )
    return replace(one, document_id=f"document-{source}-{name}")


def judged(chance: random.Random, one: Any) -> Any:
    score = 0.9 if chance.random() < 0.8 else 0.3
    return tagging(one, score=score, topic="recall" if chance.random() < 0.5 else None)


def looked(chance: random.Random, day: int) -> Fate:
    source = chance.choice(SOURCES)
    outcome, status = chance.choice(
        [
            (Outcome.FETCHED, 200),
            (Outcome.HTTP_ERROR, 404),
            (Outcome.HTTP_ERROR, 410),
            (Outcome.NOT_MODIFIED, 304),
            (Outcome.KNOWN, None),
            (Outcome.TIMED_OUT, None),
        ]
    )
    url = f"http://{source}.example/{chance.randrange(8)}"
    one = fate(url, day, outcome, status=status, source=source)
    if outcome is Outcome.FETCHED and chance.random() < 0.5:
        target = chance.choice(
            [f"http://{source}.example/", f"http://gu.example/{chance.randrange(8)}"]
        )
        one = replace(one, detail=f"redirected to {target}")
    return replace(one, role=chance.choice(["page", "page", "page", "discovery"]))


def rejected(chance: random.Random, day: int) -> list[Rejection]:
    reasons = [RejectionReason.SOFT_404, RejectionReason.CAPTCHA, RejectionReason.LINK_LIST]
    return [
        Rejection(
            f"http://{chance.choice(SOURCES)}.example/{chance.randrange(8)}",
            chance.choice(reasons),
            "",
            "chen",
            moment(chance.randrange(5, day + 1), 6),
            Capture("a.warc.gz", number, f"{day}-{number}"),
        )
        for number in range(chance.randrange(3))
    ]
