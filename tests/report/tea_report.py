"""A small warehouse about an invented recall of tea, with everything that a report tells of."""

import dataclasses
from datetime import timedelta
from pathlib import Path

from flows.relating import relate_new
from tests.warehouse.tea import INCIDENT, document, fate, moment, sighting, tagging, write_batch
from warehouse.batch import BatchWriter
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish
from warehouse.records import Document, Outcome, Quote, Sighting, Tagging

_QUIET = {"started": "2026-01-04", "timezone": "Europe/London", "targets": ["qinglan"]}
HOSTILE = '</title><script>alert("headline")</script><img src=x onerror=alert(1)>'
LONG = (
    "青岚茶业周四在第二份公告里说，受影响的绿茶共有三批，约一万二千罐，已经全部下架。"
    "公司称检测由两家机构同时进行，结果将在月底公布，顾客可以凭罐底的批号退款。"
    "本地的茶农协会表示，这次召回不涉及散装茶叶，市场上的价格也没有明显的变化。"
)


def build(root: Path) -> Home:
    """Write the warehouse and publish it."""
    home = Home(root)
    with BatchWriter(root / "quiet") as writer:
        writer.add("incidents", {**_QUIET, "incident_id": "quiet", "title": "Nothing yet"})
    with LiveWarehouse(home.live) as live:
        live.load([root / "quiet"])
        live.load([write_batch(root / "batch", **_records())])  # type: ignore[arg-type]
        relate_new(live, root / "relating")
        live.refresh_marts()
    publish(home, moment(20))
    return home


def _records() -> dict[str, object]:
    told = [
        _told(document(f"day-{day}", published=moment(day, 3), text=_text(day)))
        for day in range(5, 15)
    ]
    first = document(
        "announcement", "gu", published=moment(8, 2), text=LONG, title="青岚召回三批绿茶"
    )
    copies = [
        document(
            f"copy-{n}", source, published=moment(8, 4 + n), text=LONG, title="青岚召回三批绿茶"
        )
        for n, source in enumerate(("chen", "jing"))
    ]
    hostile = dataclasses.replace(
        document("hostile", "gu", published=moment(9, 5), title=HOSTILE, text=_text(40) + HOSTILE),
        url="javascript:alert(document.domain)//",
        credit="<b>晨江新闻</b>",
        author='"><svg onload=alert(1)>',
    )
    before = document("changed", "gu", published=moment(10, 2), text=_text(50) + "共有三批茶叶。")
    after = dataclasses.replace(
        before,
        title="青岚再次召回绿茶",
        text=_text(50) + "共有五批茶叶。",
        fetched_at=moment(11, 6),
        content_digest="changed|2",
    )
    gone = document("gone", "gu", published=moment(12, 2), text=_text(60))
    undated = dataclasses.replace(
        document("undated", "gu", fetched=moment(13), text=_text(70)),
        published_at=None,
        published_precision=None,
        published_method=None,
        published_raw=None,
    )
    documents = [
        *told,
        *(_told(one) for one in (first, *copies, hostile, before, after, gone, undated)),
    ]
    return {"documents": documents, "fates": _fates(gone), "sightings": _sightings(documents)}


def _told(one: Document) -> tuple[Document, Tagging]:
    said = Quote(
        one.document_id,
        INCIDENT,
        "陈岚<i>",
        "qinglan",
        "表示",
        "顾客可以凭批号退款",
        4,
        True,
        "顾客可以凭批号退款",
    )
    return one, dataclasses.replace(tagging(one), quotes=(said,))


def _text(seed: int) -> str:
    words = [
        "茶园",
        "工厂",
        "罐装",
        "检测",
        "报告",
        "公告",
        "退款",
        "批号",
        "市场",
        "价格",
        "农户",
        "超市",
        "顾客",
        "机构",
        "月底",
        "样本",
    ]
    picked = [words[(seed * 7 + n * n + n * seed) % len(words)] for n in range(30)]
    return f"第{seed}篇：" + "，".join(picked) + "。"


def _fates(gone: Document) -> list[object]:
    discovered = [
        fate(f"http://{source}.example/feed", day, source=source, role="discovery")
        for day in range(5, 18)
        for source in ("chen", "gu", "jing")
    ]
    failed = [
        fate(
            "http://jing.example/list",
            day,
            Outcome.TIMED_OUT,
            status=None,
            source="jing",
            role="discovery",
        )
        for day in (9, 10, 11)
    ]
    missing = [
        fate(gone.url, day, Outcome.HTTP_ERROR, status=404, source="gu") for day in (14, 15, 16)
    ]
    return [*discovered, *failed, fate(gone.url, 12, source="gu"), *missing]


def _sightings(documents: list[tuple[Document, Tagging]]) -> list[Sighting]:
    seen = [
        dataclasses.replace(
            sighting(one.url, 9, one.source_id), seen_at=one.fetched_at - timedelta(hours=1)
        )
        for one, _ in documents
        if one.url.startswith("http")
    ]
    searched = [dataclasses.replace(one, via="search", source_id="sou") for one in seen[::2]]
    return [*seen, *searched]
