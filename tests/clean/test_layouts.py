"""A source's layouts: they beat the generic extractor, field by field, the newest fitting one first."""

from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.catalog import Source
from flows.clean import clean_page
from warehouse.records import Document, RawPage

NOW = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
PAGE = """<html><head><title>网页标题_河湾新闻网</title><script>var info = {"pubDate": "2026-01-06 21:37:05"};
window.__STATE__ = {"article": {"title": "来自数据的标题", "from": "北岭时报"}};</script></head><body>
<h1>网页标题</h1><h2 class="real">真正的标题：图书馆亮灯到十点</h2>
<div id="when" data-time="1767706620">1月6日</div><div id="who">来源：<a>河湾日报</a></div><div id="by">文/林小满</div>
<div id="text"><p>河湾市图书馆宣布，从下周起把每天的开放时间延长到晚上十点。</p><div class="vote">你怎么看？投票</div>
<p>馆长说，延时服务先试行三个月，周末照常。<a href="/more">详情</a></p></div>
<div class="long">这里是一段很长很长的声明，讲述网站如何使用各种数据，如何保护隐私，如何联系客服，以及其他许多与新闻毫无关系的事情，足够骗过不看结构的抽取器。</div></body></html>"""


def source(*layouts: dict[str, Any], timezone: str = "Asia/Shanghai") -> Source:
    return Source.model_validate(
        {
            "id": "hewan",
            "name": "河湾",
            "homepage": "https://hewan.example/",
            "kind": "media",
            "timezone": timezone,
            "layouts": list(layouts),
        }
    )


def read(*layouts: dict[str, Any], html: str = PAGE, **options: Any) -> Document:
    page = RawPage("https://hewan.example/a/1.html", "hewan", NOW, 200, {}, html.encode())
    document = clean_page(page, source(*layouts, **options))
    assert isinstance(document, Document)
    return document


FULL = {
    "title": "h2.real",
    "body": "#text",
    "published": {"css": "#when", "attribute": "data-time"},
    "credit": "#who a",
    "author": "#by",
    "drop": [".vote"],
}


def test_layout_gives_every_field() -> None:
    document = read(FULL)
    assert document.title == "真正的标题：图书馆亮灯到十点"
    assert document.text.splitlines() == [
        "河湾市图书馆宣布，从下周起把每天的开放时间延长到晚上十点。",
        "馆长说，延时服务先试行三个月，周末照常。详情",
    ]
    assert document.published_at == datetime(2026, 1, 6, 13, 37, tzinfo=UTC)
    assert document.published_method == "layout"
    assert (document.credit, document.author) == ("河湾日报", "林小满")
    assert [link.url for link in document.links] == ["https://hewan.example/more"]


def test_what_the_layout_misses_falls_back() -> None:
    document = read({"body": "#text", "title": ".gone", "credit": ".gone"})
    assert document.title == "网页标题"
    assert document.credit == "河湾日报"
    assert document.text.startswith("河湾市图书馆宣布")


def test_older_layout_reads_older_pages() -> None:
    document = read({"body": "#new-text"}, {"until": "2023-05-01", "body": "#text"})
    assert document.text.startswith("河湾市图书馆宣布")


def test_regex_and_json_are_selectors_too() -> None:
    document = read(
        {
            "body": "#text",
            "title": {"json": "article.title", "embedded": r"__STATE__ = (\{.*?\});"},
            "credit": {"json": "article.from", "embedded": r"__STATE__ = (\{.*?\});"},
            "published": {"regex": r'"pubDate": "([^"]+)"'},
        }
    )
    assert document.title == "来自数据的标题"
    assert document.credit == "北岭时报"
    assert document.published_at == datetime(2026, 1, 6, 13, 37, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Shanghai", 13), ("UTC", 21), ("Europe/Paris", 20)]
)
def test_zone_of_the_source_is_used(zone: str, hour: int) -> None:
    html = PAGE.replace('data-time="1767706620">1月6日', ">2026-01-06 21:37")
    assert read({"body": "#text"}, html=html, timezone=zone).published_at == datetime(
        2026, 1, 6, hour, 37, tzinfo=UTC
    )


def test_wrong_selectors_do_no_harm() -> None:
    document = read(
        {"title": ".no", "body": ".no", "published": ".no", "credit": ".no", "author": ".no"}
    )
    assert "图书馆宣布" in document.text
    assert document.published_at is not None
