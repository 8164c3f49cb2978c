"""Articles whose pages tell their time in another way on every day that they are looked at."""

from datetime import datetime, timedelta

import pytest

from tests.worlds.pages import rss
from tests.worlds.recall import INCIDENT, outlet, page, report
from tests.worlds.world import World

DAYS = 10
FIRST = datetime.fromisoformat("2026-03-03T22:30+08:00")
AT = "https://www.jiang.example/p/{}"
COPY, DAY_COPY = "https://www.lan.example/a/300009.html", "https://www.lan.example/a/300010.html"
# What is printed at the looks of days 0, 1, 2, 5 and 9; the time that is the right one, to which exactness
PRINTED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "1001": (("3小时前", "昨天 19:05", "前天 19:05", "5天前", ""), "2026-03-03 19:05", "minute"),
    "1002": (("3小时前", "1天前", "2天前", "5天前", "03-03"), "2026-03-03 19:30", "hour"),
    "1003": (("2026-03-03 19:05", "", "", "", ""), "2026-03-03 19:05", "minute"),
    "1004": (("3小时前", "昨天", "2026-03-03 19:01", "5天前", ""), "2026-03-03 19:01", "minute"),
    "1005": (("2026-03-03 19:05", "", "2026-03-03 20:05", "", ""), "2026-03-03 19:05", "minute"),
    "1006": (("", "", "", "", ""), "", ""),
    "1007": (
        ("2026-03-03 19:05", "2026-03-04 09:00", "", "", "2026-03-12 08:00"),
        "2026-03-03 19:05",
        "minute",
    ),
}
TEXTS = {name: report(30 + number) for number, name in enumerate(PRINTED)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home that took in every look at once."""
    sources = [outlet("jiang", "江潮号", kind="self-media"), outlet("lan", "众览网", kind="portal")]
    world = World(tmp_path_factory.mktemp("dates"), sources, INCIDENT)
    for look, day in enumerate((0, 1, 2, 5, DAYS - 1)):
        web = {
            AT.format(name): page(f"驰岚召回之{name}", TEXTS[name], forms[look])
            for name, (forms, _, _) in PRINTED.items()
        }
        world.capture(FIRST + timedelta(days=day), web)
    copied = page("驰岚召回之转载", TEXTS["1001"], "2026-03-03 20:40")
    of_a_day = page("驰岚召回之摘编", TEXTS["1003"], "2026-03-03")
    world.capture(FIRST + timedelta(days=1), {COPY: copied, DAY_COPY: of_a_day})
    world.ingest(*world.archives, as_of=FIRST + timedelta(days=DAYS))
    return world


@pytest.mark.parametrize("name", PRINTED)
def test_the_look_that_told_the_time_best_is_believed(world: World, name: str) -> None:
    found = world.rows(
        "select coalesce(strftime(timezone('Asia/Shanghai', published_at), '%Y-%m-%d %H:%M'), ''), "
        "coalesce(published_precision, ''), published_on from coverage where url = $1",
        AT.format(name),
    )
    _, time, precision = PRINTED[name]
    day = datetime.fromisoformat(time).date() if time else None
    assert found == [(time, precision, day)]


def test_an_article_without_a_time_today_keeps_its_place_before_its_copy(world: World) -> None:
    found = world.rows(
        "select child.url, parent.url, lag_minutes from lineage "
        "inner join coverage as child on child.document_id = child_document_id "
        "inner join coverage as parent on parent.document_id = parent_document_id"
    )
    assert sorted(found) == [(COPY, AT.format("1001"), 95), (DAY_COPY, AT.format("1003"), None)]


def test_a_copy_of_which_the_day_is_known_was_not_there_before_its_origin(world: World) -> None:
    query = "select url, minutes_to_first_copy from first_source($1)"
    found = world.rows(query, INCIDENT["id"])
    assert sorted(found) == [(AT.format("1001"), 95), (AT.format("1003"), None)]


def test_times_that_only_move_with_the_clock_are_no_edits(world: World) -> None:
    edited = world.rows("select distinct url from revisions where kind <> 'date'")
    assert edited == []
    moved = {url for (url,) in world.rows("select url from revisions where kind = 'date'")}
    assert AT.format("1007") in moved
    assert moved <= {AT.format(name) for name in ("1003", "1004", "1005", "1007")}


# What the feed and the page print; the time that is the right one, its exactness, and where it was read
ANNOUNCED: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "nothing printed": (
        "Tue, 03 Mar 2026 11:05:00 GMT",
        "",
        ("2026-03-03 19:05", "minute", "announced"),
    ),
    "a day printed": (
        "Tue, 03 Mar 2026 19:05:30 +0800",
        "2026-03-03",
        ("2026-03-03 19:05", "second", "announced"),
    ),
    "hours ago": (
        "Tue, 03 Mar 2026 19:05:00 +0800",
        "3小时前",
        ("2026-03-03 19:05", "minute", "announced"),
    ),
    "printed in full": (
        "Tue, 03 Mar 2026 11:05:00 +0800",
        "2026-03-03 19:05",
        ("2026-03-03 19:05", "minute", "visible"),
    ),
    "another day": (
        "Mon, 02 Mar 2026 19:05:00 +0800",
        "2026-03-03",
        ("2026-03-03 00:00", "day", "visible"),
    ),
    "a feed that says now": ("Tue, 03 Mar 2026 22:29:40 +0800", "", ("", "", "")),
    "a feed that says tomorrow": ("Wed, 04 Mar 2026 22:29:40 +0800", "", ("", "", "")),
    "a feed that says the day": (
        "Tue, 03 Mar 2026 00:00:00 +0800",
        "",
        ("2026-03-03 00:00", "day", "announced"),
    ),
}


@pytest.fixture(scope="module")
def announcing(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home that lived through a day with a feed that tells times, and a day without it."""
    world = World(tmp_path_factory.mktemp("announced"), [outlet("jiang", "江潮日报")], INCIDENT)
    pages = {
        AT.format(2001 + number): page(f"驰岚召回之{name}", report(50 + number), printed)
        for number, (name, (_, printed, _)) in enumerate(ANNOUNCED.items())
    }
    items = zip(
        pages, ANNOUNCED, [announced for announced, _, _ in ANNOUNCED.values()], strict=True
    )
    feed = rss([(url, f"驰岚汽车：{name}", announced) for url, name, announced in items])
    robots = {"https://www.jiang.example/robots.txt": ""}
    world.capture(FIRST, pages, robots, {"https://www.jiang.example/rss.xml": feed})
    world.run(FIRST)
    world.capture(FIRST + timedelta(days=1), {"https://www.jiang.example/rss.xml": rss([])})
    world.run(FIRST + timedelta(days=1))
    return world


@pytest.mark.parametrize("name", ANNOUNCED)
def test_what_led_to_a_page_tells_its_time_where_the_page_does_not(
    announcing: World, name: str
) -> None:
    url = AT.format(2001 + list(ANNOUNCED).index(name))
    found = announcing.rows(
        "select coalesce(strftime(timezone('Asia/Shanghai', published_at), '%Y-%m-%d %H:%M'), ''), "
        "coalesce(published_precision, ''), coalesce(published_method, '') from coverage where url = $1",
        url,
    )
    assert found == [ANNOUNCED[name][2]]


def test_reprocessing_knows_what_was_announced(announcing: World) -> None:
    assert announcing.moved_by_reprocessing(FIRST + timedelta(days=2)) == ()
