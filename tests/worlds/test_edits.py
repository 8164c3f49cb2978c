"""What was edited in a car recall's reports, and what only stands around them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.worlds.pages import rss
from tests.worlds.recall import INCIDENT, outlet, page, report
from tests.worlds.world import Answer, Web, World

TITLE = "驰岚汽车召回一万二千辆"
TEXT = (
    "驰岚汽车周二宣布召回一万二千辆轿车，原因是制动软管接头松动。",
    "董事长贺远川说：“我们会承担全部责任。”监管部门称，检测仍在进行，涉及12000辆。",
    *report(3)[1:],
    "公司表示，不会延期交付。",
)
DATE, CREDIT = "2026-03-03 09:12", "江潮日报"
NOTICE = "编者注：本文先前版本误写涉及车辆数目，特此更正。"


def printed(
    *paragraphs: str, title: str = TITLE, date: str = DATE, credit: str = CREDIT, after: str = ""
) -> str:
    return page(title, paragraphs or TEXT, date, credit=credit, after=after)


def edited(old: str, new: str, *more: str) -> str:
    assert old in "".join(TEXT)
    return printed(*(text.replace(old, new) for text in TEXT), *more)


def around(markup: str) -> str:
    return printed(after=markup)


ALL = printed()
RELATED = (
    "<div class='related'><h3>相关阅读</h3><ul><li><a href='/{0}1.html'>{1}</a></li></ul></div>"
)
# The versions of a page on days that follow each other, and the kinds of change with their silence.
CASES: dict[str, tuple[tuple[str, ...], list[tuple[str, bool]]]] = {
    "headline": ((ALL, printed(title="驰岚汽车扩大召回范围")), [("headline", True)]),
    "added": ((ALL, printed(*TEXT, "工厂的夜班从周三起停产两周。")), [("text", True)]),
    "removed": ((ALL, printed(*TEXT[:3], TEXT[-1])), [("text", True)]),
    "number": ((ALL, edited("12000辆", "21000辆")), [("number", True)]),
    "written number": ((ALL, edited("一万二千辆轿车", "一万五千辆轿车")), [("number", True)]),
    "quote": ((ALL, edited("承担全部责任", "承担应有的责任")), [("quote", True)]),
    "negation": ((ALL, edited("不会延期", "会延期")), [("text", True)]),
    "slip": ((ALL, edited("仍在进行", "仍在进行中")), [("minor", True)]),
    "notice": (
        (ALL, edited("12000辆", "21000辆", NOTICE)),
        [("notice", False), ("number", False)],
    ),
    "second notice": (
        (printed(*TEXT, "公司此前的版本有更正。"), edited("12000辆", "21000辆", "公司此前的版本有更正。", NOTICE)),
        [("notice", False), ("number", False)],
    ),
    "old notice": (
        (printed(*TEXT, NOTICE), edited("12000辆", "21000辆", NOTICE)),
        [("number", True)],
    ),
    "byline": ((ALL, printed(credit="河洲晚报")), [("byline", True)]),
    "date": ((ALL, printed(date="2026-03-04 10:00")), [("date", True)]),
    "there and back": (
        (ALL, printed(title="驰岚汽车扩大召回范围"), ALL),
        [("headline", True), ("headline", True)],
    ),
    "blanks": ((ALL, edited("，", "，  ")), []),
    "related": ((around(RELATED.format(1, "上月销量公布")), around(RELATED.format(2, "油价上调"))), []),
    "count in the text": ((printed(*TEXT, "阅读量：1203"), printed(*TEXT, "阅读量：5.2万")), []),
    "counter": ((around("<p>阅读 1203 评论 5</p>"), around("<p>阅读 98203 评论 77</p>")), []),
    "sidebar": (
        (around("<aside>热榜 2026-03-03 12:00</aside>"), around("<aside>热榜 2026-03-05</aside>")),
        [],
    ),
    "today": (
        (around("<div>今天是2026年3月3日 多云</div>"), around("<div>今天是2026年3月5日 小雨</div>")),
        [],
    ),
    "advertisement": (
        (around("<div class='ad'>广告 限时优惠</div>"), around("<div class='ad'>广告 买一送一</div>")),
        [],
    ),
}  # fmt: skip
URLS = {name: f"https://www.jiang.example/a/{300001 + n}.html" for n, name in enumerate(CASES)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home with all versions, taken in at once."""
    root = tmp_path_factory.mktemp("edits")
    world = World(root, [outlet("jiang", CREDIT)], INCIDENT | {"sources": ["jiang"]})
    first = datetime.fromisoformat("2026-03-03T12:00+08:00")
    for day in range(3):
        web = {URLS[name]: case[0][day] for name, case in CASES.items() if day < len(case[0])}
        world.capture(first + timedelta(days=day), web)
    world.ingest(*world.archives, as_of=first + timedelta(days=3))
    return world


@pytest.mark.parametrize("name", CASES)
def test_each_edit_is_told_by_its_kind_and_furniture_is_none(world: World, name: str) -> None:
    found = world.rows(
        "select kind, is_silent from revisions where url = $1 order by seen_at, kind", URLS[name]
    )
    assert found == CASES[name][1]


def test_an_article_that_comes_back_has_three_versions(world: World) -> None:
    counts = dict(world.rows("select url, version_count from coverage"))
    assert counts[URLS["there and back"]] == 3
    assert counts[URLS["number"]] == 2
    assert counts[URLS["count in the text"]] == counts[URLS["counter"]] == 1
    assert counts[URLS["related"]] == counts[URLS["blanks"]] == counts[URLS["byline"]] == 1


def test_what_is_lost_is_named(world: World) -> None:
    ((lost,),) = world.rows("select lost from revisions where url = $1", URLS["number"])
    assert lost == ["12000辆"]


def test_reprocessing_moves_nothing(world: World) -> None:
    at = datetime.fromisoformat("2026-03-09T12:00+08:00")
    assert world.moved_by_reprocessing(at) == ()


def test_an_edit_under_the_validator_of_before_is_seen_in_a_replay_too(tmp_path: Path) -> None:
    world = World(tmp_path, [outlet("jiang", CREDIT)], INCIDENT | {"sources": ["jiang"]})
    url, feed = URLS["number"], "https://www.jiang.example/rss.xml"
    dated = {"Last-Modified": "Tue, 03 Mar 2026 01:12:00 GMT"}
    first = datetime.fromisoformat("2026-03-03T20:00+08:00")
    for day, shown in enumerate((ALL, edited("12000辆", "21000辆"))):
        answers: Web = {url: Answer(shown.encode(), headers=dated), feed: rss([(url, TITLE)])}
        world.capture(first + timedelta(days=day, hours=-2), answers)
    for day in range(3):
        world.run(first + timedelta(days=day))
    assert world.rows("select kind, is_silent from revisions") == [("number", True)]
