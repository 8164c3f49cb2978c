"""A story that several outlets carry, related in a real database."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flows.relating import relate_new
from tests.warehouse.tea import document, moment, tagging, write_batch
from warehouse.live import LiveWarehouse
from warehouse.records import Document

STORY = (
    "青岚茶业周二宣布召回三批绿茶，并向顾客致歉。公司表示，抽检中发现包装标注的日期有误，与茶叶品质无关。"
    "记者走访了城中四家门店，店员说相关批次已于周二早晨全部下架，退款的人不多。"
)
LIBRARY = "城北图书馆周三重新开放，新设的阅览室可以容纳两百名读者，青岚茶业捐赠了茶具。修缮历时九个月，藏书没有受损。"
URL = "http://chen.example/1"


def story_documents() -> list[Document]:
    return [
        document("first", published=moment(5, 1), text=STORY),
        document("copy", "gu", published=moment(5, 3), text=STORY, credit="晨江新闻"),
        document("short", "kuai", published=moment(6), text=STORY[:60]),
        document("long", "luo", published=moment(7), text=LIBRARY + STORY),
        document("other", "gu", published=moment(5, 2), text=LIBRARY),
    ]


def built(
    folder: Path, batches: Iterable[Sequence[Document]], *, each_time: bool = True, **more: Any
) -> LiveWarehouse:
    live = LiveWarehouse(folder / "live.duckdb")
    for number, batch in enumerate(batches):
        rows = [(one, tagging(one)) for one in batch]
        live.load([write_batch(folder / f"batch-{number}", documents=rows, **more)])
        if each_time:
            relate_new(live, folder / "relating")
    relate_new(live, folder / "relating")
    live.refresh_marts()
    return live


def relations(live: LiveWarehouse) -> list[Any]:
    names = ("overlaps", "standings", "lineage")
    return [sorted(live.connection.table(f"raw.{name}").fetchall()) for name in names]
