"""Is the silence real, or did the crawler break? Outlets in a week, each with a fifth day of its own."""

from collections.abc import Iterable
from datetime import date, datetime

import pytest

from tests.worlds.pages import rss
from tests.worlds.recall import INCIDENT, outlet
from tests.worlds.world import Answer, World, missing

NAMES = ["steady", "frozen", "emptied", "page", "down", "refused", "lacking", "slow", "late", "far"]
LAST = 4
TEXT = "<html><body><h1>集市照常开放</h1><p>天晴了，集市照常开放，人们买了很多蔬菜和水果，傍晚才散。</p></body></html>"
NOTHING = "<html><head><title>改版</title></head><body><h1>网站改版</h1></body></html>"
# What the feed of the fifth day is worth, and the status that it gives.
STATUSES = {
    "steady": "ok",
    "frozen": "silent",
    "emptied": "silent",
    "page": "outage",
    "down": "outage",
    "refused": "outage",
    "lacking": "partial",
    "slow": "ok",
    "late": "ok",
    "far": "silent",
}


def urls(name: str, day: int) -> list[str]:
    """Return the links that an outlet's feed shows on a day: six new ones, or for the slow one every other day one."""
    count = (day + 2) // 2 if name == "slow" else 6 * (day + 1)
    return [f"https://www.{name}.example/a/{100_000 + number}.html" for number in range(count)]


def answers(name: str, day: int) -> dict[str, Answer | bytes | str]:
    site = f"https://www.{name}.example"
    is_last = day == LAST
    shown = urls(name, day - 1 if is_last and name in {"frozen", "far"} else day)
    web: dict[str, Answer | bytes | str] = dict.fromkeys(shown, TEXT)
    feed: Answer | str = rss((url, "集市") for url in shown)
    if is_last:
        feeds: dict[str, Answer | str] = {"emptied": rss([]), "page": NOTHING, "down": missing(503)}
        feed = feeds.get(name, feed)
        web |= {shown[-1]: missing()} if name == "lacking" else {}
    rules = b"User-agent: *\nDisallow: /" if is_last and name == "refused" else b""
    robots = Answer(rules, 200, "text/plain")
    return web | {f"{site}/rss.xml": feed, f"{site}/robots.txt": robots}


def lived(world: World, names: Iterable[str], day: int) -> None:
    webs = [answers(name, day) for name in names]
    world.day(f"2026-03-0{2 + day}T22:30+08:00", *webs)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home after five days, of which the last is told of; one source is new on that day."""
    zones = {"far": "Pacific/Auckland"}
    sources = [outlet(n, n, timezone=zones.get(n, "Asia/Shanghai")) for n in NAMES]
    world = World(
        tmp_path_factory.mktemp("completeness"),
        [source for source in sources if source["id"] != "late"],
        INCIDENT | {"sources": [name for name in NAMES if name != "late"]},
    )
    for day in range(LAST):
        lived(world, [name for name in NAMES if name != "late"], day)
    world.write(world.home.sources / "late.yaml", sources[NAMES.index("late")])
    world.write(world.home.incidents / "chilan-recall.yaml", INCIDENT | {"sources": NAMES})
    lived(world, NAMES, LAST)
    return world


@pytest.mark.parametrize("name", NAMES)
def test_a_day_without_news_is_silence_or_an_outage_or_neither(world: World, name: str) -> None:
    query = "select seen_on, status from completeness where source_id = $1 order by seen_on"
    *before, (day, status) = world.rows(query, name)
    assert status == STATUSES[name]
    assert {status for _, status in before} <= {"ok"}
    assert day == (date(2026, 3, 7) if name == "far" else date(2026, 3, 6))


def test_what_was_to_be_expected_is_said(world: World) -> None:
    query = "select expected, fetched, failed from completeness where source_id = $1 order by seen_on desc limit 1"
    assert world.rows(query, "lacking") == [(6, 5, 1)]
    assert world.rows(query, "late") == [(None, 30, 0)]


def test_the_next_day_is_judged_by_itself(world: World) -> None:
    world.capture(datetime.fromisoformat("2026-03-07T20:00+08:00"), *(answers(n, 5) for n in NAMES))
    world.run(datetime.fromisoformat("2026-03-07T22:30+08:00"))
    query = "select distinct status from completeness where seen_on = '2026-03-07' and source_id <> 'far'"
    assert world.rows(query) == [("ok",)]
