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


def flags(lines: list[str]) -> tuple[str, ...]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        "<html><head><meta charset='utf-8'><title>河边的事</title></head><body><h1>河边的事今年办得怎样</h1>"
        f"<div>2026-05-06 10:00</div><div class='content'>{body}</div></body></html>"
    )
    page = RawPage(
        "http://www.haibin.example/a/1.html",
        "haibin",
        datetime(2026, 5, 7, tzinfo=UTC),
        200,
        (),
        html.encode(),
    )
    document = clean_page(page)
    assert isinstance(document, Document)
    return document.quality


@pytest.mark.parametrize(("lines", "flag"), [(STATUTE, "statute"), (VERSE, "verse")])
def test_what_is_no_news_is_flagged(lines: list[str], flag: str) -> None:
    assert flag in flags(lines)


def test_news_that_cites_clauses_is_news() -> None:
    assert flags(NEWS) == ()
