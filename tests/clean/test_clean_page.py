"""The promise of `clean_page`: any bytes give a document or a rejection with a reason."""

from datetime import UTC, datetime

import pytest

from flows.clean import clean_page
from warehouse.records import Document, RawPage, Rejection, RejectionReason

NOW = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
ARTICLE = """<html><head><title>河湾市图书馆延长开放时间_河湾新闻网</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">要闻</a></div>
<h1>河湾市图书馆延长开放时间</h1><div class="info">2026-01-06 21:37 来源：河湾日报 作者：林小满</div>
<div class="content"><p>河湾市图书馆1月6日宣布，从下周起把每天的开放时间延长到晚上十点。</p>
<p>馆长表示，延时服务先试行三个月，周末照常。</p></div>
<p>责任编辑：周一</p></body></html>"""


def page(body: bytes, status: int = 200, kind: str = "text/html") -> RawPage:
    url = "https://news.example.com/a/1.html"
    return RawPage(url, "example", NOW, status, {"Content-Type": kind}, body)


def test_an_article_becomes_a_document() -> None:
    document = clean_page(page(ARTICLE.encode()))
    assert isinstance(document, Document)
    assert document.title == "河湾市图书馆延长开放时间"
    assert document.text.splitlines() == [
        "河湾市图书馆1月6日宣布，从下周起把每天的开放时间延长到晚上十点。",
        "馆长表示，延时服务先试行三个月，周末照常。",
    ]
    assert document.published_at == datetime(2026, 1, 6, 13, 37, tzinfo=UTC)
    assert document.published_method == "visible"
    assert document.credit == "河湾日报"
    assert document.author == "林小满"
    assert document.language == "zh"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (page(b"gone", status=404), RejectionReason.HTTP_STATUS),
        (page(b"  \n"), RejectionReason.EMPTY),
        (page(b"%PDF-1.7 ..."), RejectionReason.WRONG_TYPE),
        (page(b"<rss/>", kind="image/png"), RejectionReason.WRONG_TYPE),
    ],
)
def test_what_is_no_page_is_rejected_unread(raw: RawPage, reason: RejectionReason) -> None:
    rejection = clean_page(raw)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason
