"""The promise of `clean_page`: any bytes give a document or a rejection with a reason."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.clean import clean_page
from warehouse.records import DatePrecision, Document, RawPage, Rejection, RejectionReason

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


@pytest.mark.parametrize("date", ["2026年01月06日 08:30", "2026-01-06 21:37 来源：河湾日报"])
def test_a_date_below_the_text_cuts_nothing_off(date: str) -> None:
    text = "河湾市图书馆宣布，从下周起把每天的开放时间延长到晚上十点，先试行三个月。"
    markup = f"<h1>河湾市图书馆延长开放时间</h1><p>{text}</p><div>{date}</div>"
    document = clean_page(page(f"<html><body>{markup}</body></html>".encode()))
    assert isinstance(document, Document)
    assert text in document.text


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


def test_news_about_deleted_pages_is_no_error_page() -> None:
    html = """<html><head><title>博主道歉文章被删除，平台回应页面不存在_河湾新闻网</title></head><body>
    <h1>博主道歉文章被删除，平台回应页面不存在</h1><p>2026-01-06 21:37 来源：河湾日报</p>
    <div><p>1月6日晚，博主“三更”发布的道歉文章被删除，点开后显示“页面不存在”。</p></div></body></html>"""
    document = clean_page(page(html.encode()))
    assert isinstance(document, Document)
    assert document.credit == "河湾日报"


def test_short_news_beside_many_links_is_no_list() -> None:
    links = "".join(f'<p><a href="/{n}">河湾大桥夜间限行时间提前到{n}点</a></p>' for n in range(30))
    html = f"""<html><head><title>河湾机场今日取消航班_河湾新闻网</title></head><body><h1>河湾机场今日取消航班</h1>
    <p>2026-01-12 10:02</p><div><p>受大雾影响，河湾机场今日取消航班三十二架次，预计傍晚逐步恢复。</p>{links}</div></body></html>"""
    document = clean_page(page(html.encode()))
    assert isinstance(document, Document)
    assert document.text == "受大雾影响，河湾机场今日取消航班三十二架次，预计傍晚逐步恢复。"


def test_date_after_the_fetch_is_refused_and_kept() -> None:
    document = clean_page(page(ARTICLE.replace("2026-01-06", "2026-03-06").encode()))
    assert isinstance(document, Document)
    assert document.published_at is None
    assert document.published_raw == "2026-03-06 21:37"
    assert "date_after_fetch" in document.quality


def test_date_before_the_web_is_refused() -> None:
    document = clean_page(page(ARTICLE.replace("2026-01-06", "1976-01-06").encode()))
    assert isinstance(document, Document)
    assert document.published_at is None
    assert "date_before_web" in document.quality


def test_modified_time_is_kept_apart() -> None:
    html = ARTICLE.replace(
        "2026-01-06 21:37", "发布时间：2026-01-06 21:37 更新时间：2026-01-07 08:00"
    )
    document = clean_page(page(html.encode()))
    assert isinstance(document, Document)
    assert document.published_at == datetime(2026, 1, 6, 13, 37, tzinfo=UTC)
    assert document.modified_at == datetime(2026, 1, 7, 0, 0, tzinfo=UTC)


def test_same_bytes_give_the_same_document() -> None:
    assert clean_page(page(ARTICLE.encode())) == clean_page(page(ARTICLE.encode()))


@pytest.mark.parametrize(
    "element",
    [
        '<time datetime="2026-01-06T21:37:00+08:00">3小时前</time>',
        '<time datetime="2026-01-06T13:37:00Z">昨天</time>',
        '<span class="t" data-publish-time="1767706620">1月6日</span>',
        '<span data-timestamp="1767706620000">刚刚</span>',
    ],
)
def test_times_on_elements_beat_relative_ones(element: str) -> None:
    document = clean_page(page(ARTICLE.replace("2026-01-06 21:37", element).encode()))
    assert isinstance(document, Document)
    assert document.published_at == datetime(2026, 1, 6, 13, 37, tzinfo=UTC)
    assert document.published_method == "time_element"


@pytest.mark.parametrize(
    ("head", "method"),
    [
        ('<meta property="article:published_time" content="2026-01-06T21:37:00+08:00">', "meta"),
        ('<meta name="publishdate" content="2026-01-06 21:37:00">', "meta"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-06T13:37:00+00:00"}</script>',
            "json_ld",
        ),
        ('<script>var ct = "1767706620";</script>', "script"),
    ],
)
def test_metadata_dates_a_page_that_prints_no_time(head: str, method: str) -> None:
    html = ARTICLE.replace("2026-01-06 21:37", "").replace("<head>", f"<head>{head}")
    document = clean_page(page(html.encode()))
    assert isinstance(document, Document)
    assert document.published_at == datetime(2026, 1, 6, 13, 37, tzinfo=UTC)
    assert document.published_method == method


def test_times_of_sidebars_copyright_and_related_links_are_no_dates() -> None:
    html = ARTICLE.replace("2026-01-06 21:37", "").replace(
        "</body>",
        '<div class="related"><a href="/1">旧闻一则讲述往事</a> 2025-12-30 10:00</div>'
        "<div>Copyright © 2010-2026 河湾新闻网 2026-01-01</div></body>",
    )
    document = clean_page(page(html.encode()))
    assert isinstance(document, Document)
    assert document.published_at is None
    assert "undated" in document.quality


def test_questions_of_an_interview_are_text() -> None:
    turns = [
        "记者：图书馆为什么决定亮灯到十点？",
        "顾念慈：因为下班的人也想有地方坐下来读书，我们收到过很多来信。",
        "记者：人手够吗？",
        "顾念慈：暂时够，志愿者帮了大忙，之后会再招两名夜班馆员。",
    ]
    body = "".join(f"<p>{turn}</p>" for turn in turns)
    html = f"<html><head><title>馆长谈延时开放_河湾新闻网</title></head><body><h1>馆长谈延时开放</h1><p>2026-01-06 21:37</p><div>{body}</div></body></html>"
    document = clean_page(page(html.encode()))
    assert isinstance(document, Document)
    assert document.text.splitlines() == turns
    assert document.author is None


@pytest.mark.parametrize("date", ["May 4, 2026 at 3:05 PM", "Posted on Monday, 4 May 2026, 15:05"])
def test_an_english_date_below_the_byline_is_no_text(date: str) -> None:
    markup = (
        "<html><head><title>Hewan library to stay open until ten | Hewan Gazette</title></head><body>"
        f"<h1>Hewan library to stay open until ten</h1><p>By Ada Lin</p><p>{date}</p>"
        "<p>The city library of Hewan will stay open until ten in the evening, its director said.</p>"
        "<p>The trial runs for three months and includes weekends, according to the city.</p></body></html>"
    )
    document = clean_page(
        replace(page(markup.encode()), fetched_at=datetime(2026, 5, 5, tzinfo=UTC))
    )
    assert isinstance(document, Document)
    assert document.text.startswith("The city library")
    assert document.published_at == datetime(2026, 5, 4, 15, 5, tzinfo=UTC)
    assert (document.author, document.credit) == ("Ada Lin", None)


@pytest.mark.parametrize("date", ["01-13", "1月13日"])
def test_a_day_without_a_year_and_a_clock_is_read_where_it_stands_alone(date: str) -> None:
    byline = f"<div><a href='/u/7'>灯下读报</a><span>{date}</span><span>关注</span></div>"
    markup = ARTICLE.replace(
        '<div class="info">2026-01-06 21:37 来源：河湾日报 作者：林小满</div>', byline
    ).replace("1月6日", "近日")
    document = clean_page(page(markup.encode()))
    assert isinstance(document, Document)
    assert document.published_at == datetime(2026, 1, 12, 16, tzinfo=UTC)
    assert document.published_precision == DatePrecision.DAY


def shell(*states: object) -> RawPage:
    scripts = "".join(
        f"<script>window.__STATE_{n}__={json.dumps(state, ensure_ascii=False)};</script>"
        for n, state in enumerate(states)
    )
    return page(
        f"<html><head><title>河湾快讯</title></head><body><div id=app></div>{scripts}</body></html>".encode()
    )


def test_quick_news_that_only_the_scripts_hold_is_read_if_it_is_the_only_one() -> None:
    text = "受大雾影响，河湾机场今日取消航班三十二架次，预计傍晚逐步恢复。"
    news = {"title": "河湾机场取消航班", "content": text, "ctime": 1767706620000}
    document = clean_page(shell({"detail": news}))
    assert isinstance(document, Document)
    assert (document.title, document.text) == ("河湾机场取消航班", text)
    other = news | {"content": text.replace("三十二", "三十三")}
    assert isinstance(clean_page(shell({"list": [news, other]})), Rejection)
    assert isinstance(clean_page(shell({"detail": {**news, "ctime": ""}})), Rejection)


def test_a_letter_under_the_name_of_its_site_has_its_own_headline() -> None:
    text = (
        "亲爱的车主：过去五天，我们看到了大家的讨论和批评。我们的宣传表述不严谨，向大家诚恳致歉。",
        "自2026年1月15日起，所有车主可在服务中心预约免费检测，对不合格的部件免费更换。",
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in text)
    document = clean_page(
        page(
            "<html><head><title>远山汽车-官方网站</title></head><body><div class='n'>致远山车主的一封信</div>"
            f"<div class='c'>{paragraphs}<p align=right>远山汽车</p><p align=right>2026年1月10日</p></div>"
            "</body></html>".encode()
        )
    )
    assert isinstance(document, Document)
    assert document.title == "致远山车主的一封信"
    assert document.text.startswith("\n".join(text))
