"""Texts that are no news are named as what they are, and news is not."""

from datetime import UTC, datetime

import pytest

from flows.clean import clean_page
from warehouse.records import Document, RawPage

STATUTE = [
    f"第{number}条　县级以上地方人民政府应当建立河道巡查制度，第{number}类河段每月巡查一次，结果向社会公布。"
    for number in "一二三四五六七八"
]
VERSE = [
    "晚风吹过旧的渡口",
    "船灯一盏一盏亮起",
    "谁在岸上数着归人",
    "数到半夜还少一个",
    "河水把月亮带走了",
    "把名字留在石阶上",
    "留给明天的雨",
    "留给后天的霜",
]
NEWS = [
    "青岚河管理处周三公布，今年以来共巡查河道四百余次，发现问题三十一处，已经整改二十八处。",
    "管理处负责人说，其余三处涉及跨县河段，将在六月底以前完成，届时请沿岸居民一同验收。",
    "根据第十二条的规定，逾期不改的单位将被处以罚款，第十三条则规定了申诉的办法。",
]


def flags(
    lines: list[str],
    *,
    url: str = "http://www.haibin.example/a/1.html",
    title: str = "河边的事",
    head: str = "",
) -> tuple[str, ...]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body><h1>河边的事今年办得怎样</h1>"
        f"<div>2026-05-06 10:00</div><div class='content'>{body}</div></body></html>"
    )
    page = RawPage(url, "haibin", datetime(2026, 5, 7, tzinfo=UTC), 200, (), html.encode())
    document = clean_page(page)
    assert isinstance(document, Document)
    return document.quality


@pytest.mark.parametrize(("lines", "flag"), [(STATUTE, "statute"), (VERSE, "verse")])
def test_what_is_no_news_is_flagged(lines: list[str], flag: str) -> None:
    assert flag in flags(lines)


def test_news_that_cites_clauses_is_news() -> None:
    assert flags(NEWS) == ()


@pytest.mark.parametrize(
    ("page", "flag"),
    [
        ({"url": "https://blog.haibin.example/lin/1.html"}, "blog"),
        ({"url": "https://www.haibin.example/blog/1.html"}, "blog"),
        ({"url": "https://baike.haibin.example/item/1"}, "reference_work"),
        ({"title": "河边的事原文、翻译及赏析_古诗网"}, "reference_work"),
        ({"url": "https://www.haibin.example/longbook/88/chapter3.html"}, "book"),
        ({"title": "第三章 河边的事_海滨书屋"}, "book"),
        ({"title": "河边的事-海滨诗歌网"}, "literature"),
        ({"head": "<meta property='og:url' content='https://www.haibin.example/b/2.html'>"}, "canonical_elsewhere"),
        ({"title": '</title><title _msttexthash="1">河边的事'}, "machine_translated"),
    ],
)  # fmt: skip
def test_kinds_of_pages_are_named_by_address_and_title(page: dict[str, str], flag: str) -> None:
    assert flag in flags(NEWS, **page)


@pytest.mark.parametrize(
    "page",
    [
        {"url": "https://www.haibin.example/news/blogger-fined.html"},
        {"url": "https://news.haibin.example/2026/05/read-on/1.html"},
        {"title": "百科知识竞赛今天开赛_海滨网"},
        {"title": "海滨举办诗歌节_海滨网"},
        {"title": "小说家谈新书《河边》-海滨日报"},
        {"head": "<meta property='og:url' content='https://www.haibin.example/'>"},
    ],
)
def test_news_is_not_flagged_for_a_word(page: dict[str, str]) -> None:
    assert flags(NEWS, **page) == ()
