"""What is related again after a change says the same as incidents that are related as a whole."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.relate import claims
from flows.relating import relate_new
from tests.warehouse.tea import document, moment, tagging, write_batch
from warehouse.batch import BatchWriter
from warehouse.live import LiveWarehouse
from warehouse.records import Document, Link

SENTENCES = (
    "青岚茶业周二宣布召回三批绿茶，并向顾客致歉，原因仍在调查之中。",
    "公司表示，一月六日的抽检中发现包装标注的日期有误，与茶叶品质无关。",
    "记者走访了城中四家门店，店员说相关批次已于周二早晨全部下架，退款的人不多。",
    "城北图书馆周三重新开放，新设的阅览室可以容纳两百名读者，修缮历时九个月。",
    "市场监管部门称已派员到场，将在十个工作日内公布结果，并请顾客保留购物凭证。",
    "一位经销商说，去年冬天的同类召回花了三个星期，这一次希望能够快一些结束。",
)
SOURCES = ("chen", "gu", "jing", "kuai", "luo")
CREDITS = (None, None, "晨江新闻", "谷川网", "镜像站")


@pytest.mark.parametrize("seed", range(8))
def test_any_changes_give_what_a_whole_incident_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    batches = list(worlds(chance))
    with (
        LiveWarehouse(tmp_path / "some.duckdb") as some,
        LiveWarehouse(tmp_path / "all.duckdb") as all_,
    ):
        for number, batch in enumerate(batches):
            mirrors = {one.document_id: "document-0" for one, _ in batch if one.source_id == "jing"}
            for live, small in ((some, 0), (all_, 10_000)):
                folder = tmp_path / f"{number}-{small}"
                live.load([write_batch(folder, batch, mirrors), of_library(folder, batch)])
                relate_new(live, folder, small=small)
            assert relations(some) == relations(all_), number


@pytest.mark.parametrize(("day", "meant"), [(16, {3, 4, 5}), (24, {4, 5}), (29, {5})])
def test_the_article_that_is_meant_is_found_again_among_the_last_ones(
    tmp_path: Path, day: int, meant: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, limit in (("MANY", 3), ("RECENT", timedelta(days=10)), ("FEW", 1)):
        monkeypatch.setattr(claims, name, limit)
    texts = [unique(number) + sentence for number, sentence in enumerate(SENTENCES)]
    own = [
        document(str(number), published=moment(its_day), title=f"题 {number}", text=text)
        for number, (its_day, text) in enumerate(zip((1, 2, 12, 13, 14, 15), texts, strict=True))
    ]
    citing = [
        replace(
            document(f"citing-{number}", "gu", published=moment(day), title=f"引 {number}"),
            text=f"晨江新闻报道，{sentence}{unique(10 + number)}",
            cited=("晨江新闻",),
        )
        for number, sentence in enumerate(SENTENCES)
    ]
    with (
        LiveWarehouse(tmp_path / "some.duckdb") as some,
        LiveWarehouse(tmp_path / "all.duckdb") as all_,
    ):
        for number, documents in enumerate([own, *([one] for one in citing)]):
            batch = [(one, tagging(one)) for one in documents]
            for live, small in ((some, 0), (all_, 10_000)):
                folder = tmp_path / f"{number}-{small}"
                live.load([write_batch(folder, batch)])
                relate_new(live, folder, small=small)
        assert relations(some) == relations(all_)
        sql = "select child_document_id, parent_document_id from raw.lineage where confidence > 0.5"
        found = dict(some.connection.execute(sql).fetchall())
        assert found == {f"document-citing-{n}": f"document-{n}" for n in meant}


def unique(number: int) -> str:
    """Return words that stand in no other text."""
    return "".join(map(chr, random.Random(number).choices(range(0x4E00, 0x9FA0), k=150))) + "。"


def test_a_mirror_that_counts_as_earlier_than_its_original_moves_it(tmp_path: Path) -> None:
    false_dates = [
        document(name, published=moment(9), fetched=moment(6), title=f"题 {name}", text=text)
        for name, text in zip("ab", SENTENCES[3:5], strict=True)
    ]
    original = document("0", published=moment(5, 4, 5), text=SENTENCES[0])
    mirror = document("m", "jing", published=moment(5, 4, 1), fetched=moment(7), text=SENTENCES[2])
    with (
        LiveWarehouse(tmp_path / "some.duckdb") as some,
        LiveWarehouse(tmp_path / "all.duckdb") as all_,
    ):
        for number, documents in enumerate(([original, *false_dates], [mirror])):
            mirrors = {"document-m": "document-0"} if number else {}
            batch = [(one, tagging(one)) for one in documents]
            for live, small in ((some, 0), (all_, 10_000)):
                folder = tmp_path / f"{number}-{small}"
                live.load([write_batch(folder, batch, mirrors)])
                relate_new(live, folder, small=small)
        assert relations(some) == relations(all_)
        sql = "select parent_document_id from raw.lineage where is_backward"
        assert some.connection.execute(sql).fetchall() == [("document-0",)]


def relations(live: LiveWarehouse) -> list[list[str]]:
    pointing = "hyperlinks semi join raw.standings using (document_id)"
    return [
        sorted(map(repr, live.connection.execute(f"from raw.{rows}").fetchall()))
        for rows in ("standings", "lineage", pointing)
    ]


def of_library(folder: Path, batch: list[tuple[Document, Any]]) -> Path:
    """Write that some of the documents belong to another incident too."""
    library = folder / "library"
    with BatchWriter(library) as writer:
        writer.add(
            "incidents",
            {
                "incident_id": "library",
                "title": "图书馆重新开放",
                "started": "2026-01-05",
                "timezone": "Asia/Shanghai",
                "targets": [],
            },
        )
        for one, _ in batch:
            judged = {"document_id": one.document_id, "content_digest": one.content_digest}
            writer.add(
                "relevances",
                judged
                | {
                    "incident_id": "library",
                    "score": 0.9,
                    "is_relevant": "图书馆" in one.title + one.text,
                    "reasons": [],
                },
            )
    return library


def worlds(chance: random.Random) -> Iterator[list[tuple[Document, Any]]]:
    """Yield batches of copies, excerpts, citations and links, some of them late, edited or no longer relevant."""
    for number in range(6):
        batch = {}
        for _ in range(chance.randrange(1, 6)):
            one = invented(chance, number)
            score = 0.9 if chance.random() < 0.9 else 0.2
            batch[one.document_id] = (one, tagging(one, score=score))
        yield list(batch.values())


def invented(chance: random.Random, number: int) -> Document:
    name = str(chance.randrange(20))
    source = SOURCES[int(name) % len(SOURCES)]
    text = "".join(chance.sample(SENTENCES, chance.randrange(1, 5)))
    one = document(
        name,
        source,
        published=moment(chance.randrange(3, 10), chance.randrange(24), chance.randrange(60)),
        fetched=moment(6 + number, chance.randrange(24)),
        title=chance.choice(["青岚茶业召回三批绿茶", "图书馆重新开放", f"题 {name}"]),
        text=text,
        credit=chance.choice(CREDITS),
    )
    links = tuple(
        Link(f"http://{SOURCES[other % len(SOURCES)]}.example/{other}", "")
        for other in chance.sample(range(20), chance.randrange(3))
    )
    cited = ("晨江新闻",) if chance.random() < 0.3 else ()
    return replace(one, cited=cited, links=links)
