import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from opencc import OpenCC

from flows.newsroom.cast import BEIJING, About, WindowKind
from flows.newsroom.versions import version_at, visible
from flows.newsroom.world import SOURCES, WORLD, World, WorldError, days, load_world

REAL_OUTLETS = [
    "新浪",
    "搜狐",
    "网易",
    "腾讯网",
    "凤凰网",
    "澎湃",
    "界面",
    "虎嗅",
    "36氪",
    "钛媒体",
    "快科技",
    "观察者网",
    "南都",
    "每经",
    "财联社",
    "第一财经",
    "新京报",
    "财新",
    "网经社",
    "人民网",
    "新华",
    "联合新闻网",
    "聯合新聞網",
    "香港01",
    "經濟通",
    "TechWeb",
    "IT之家",
    "Storyboard18",
    "Reuters",
    "Bloomberg",
]


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def planted(kind: str | None = None) -> list[dict[str, Any]]:
    events = yaml.safe_load((WORLD / "planted.yaml").read_text("utf-8"))
    return [event for event in events if kind in (None, event["kind"])]


def test_the_cast_is_complete(world: World) -> None:
    assert len(world.outlets) >= 14
    assert len(world.articles) >= 100
    catalogued = {outlet.id for outlet in world.outlets if outlet.catalogued}
    assert {source.stem for source in SOURCES.glob("*.yaml")} == catalogued


def test_a_third_of_the_news_is_about_something_else(world: World) -> None:
    everyday = [a for a in world.articles if a.about is About.EVERYDAY]
    assert len(everyday) > len(world.articles) / 3
    assert sum(a.about is About.TRAP for a in world.articles) >= 10


def test_runs_are_in_order_and_see_every_article(world: World) -> None:
    assert days() == world.days == tuple(sorted(world.days))
    assert 17 <= len(world.days) <= 20
    assert max(a.published for a in world.articles) < world.days[-1]


@pytest.mark.parametrize("outlet", ["chenjiang", "shifen"])
def test_daily_outlets_print_something_on_each_of_the_first_days(world: World, outlet: str) -> None:
    printed = {a.published.date() for a in world.by_outlet[outlet]}
    first = world.days[0].date()
    assert {first + timedelta(days=number) for number in range(13)} <= printed


def test_every_credit_names_an_outlet_of_the_cast(world: World) -> None:
    names = {outlet.name for outlet in world.outlets}
    assert {a.credit for a in world.articles if a.credit} <= names


def test_traditional_outlets_write_no_simplified_characters(world: World) -> None:
    to_traditional = OpenCC("s2t")
    in_both = set("群台峰里")
    for outlet in (outlet for outlet in world.outlets if outlet.kind == "media"):
        for article in world.by_outlet[outlet.id] if outlet.script == "hant" else ():
            text = article.headline + article.body
            assert not {c for c in text if to_traditional.convert(c) != c} - in_both, article.id
            assert "“" not in text


def test_no_real_outlet_is_named(world: World) -> None:
    for article in world.articles:
        text = f"{article.headline} {article.body} {article.credit}"
        assert not [name for name in REAL_OUTLETS if name in text], article.id


def test_no_host_lies_outside_the_reserved_names() -> None:
    for file in WORLD.parent.rglob("*"):
        if file.suffix in (".yaml", ".html", ".xml"):
            hosts = re.findall(r"https?://([\w.-]+)", file.read_text("utf-8"))
            allowed = (
                "example",
                "www.w3.org",
                "www.sitemaps.org",
                "www.google.com",
                "schema.org",
                "purl.org",
            )
            assert all(host.endswith(allowed) for host in hosts), file


def test_edits_change_what_the_plan_says(world: World) -> None:
    for event in planted("headline_edit") + planted("number_edit") + planted("correction"):
        article = world.by_id[event["article"]]
        edit = article.edits[0]
        before = version_at(world, article, edit.at - timedelta(minutes=1))
        after = version_at(world, article, edit.at)
        assert event["before"] in before.headline + "".join(before.paragraphs)
        assert event["after"] in after.headline + "".join(after.paragraphs)
        assert bool(after.notice) == (event["kind"] == "correction")


def test_removed_articles_leave_the_lists(world: World) -> None:
    for event in planted("takedown"):
        article = world.by_id[event["article"]]
        window = article.windows[0]
        assert window.until is None
        assert article not in visible(world, world.outlet(article.outlet), window.since)


def test_bad_days_of_outlets_are_as_planned(world: World) -> None:
    kinds = {"captcha": WindowKind.CAPTCHA, "silent": WindowKind.FROZEN}
    for kind, window_kind in kinds.items():
        for event in planted(kind):
            assert window_kind in {w.kind for w in world.outlet(event["outlet"]).windows}


def test_the_wrong_credit_is_impossible(world: World) -> None:
    (event,) = planted("contradiction")
    repost = world.by_id[event["article"]]
    credited = world.by_id["guchuan-penalty-repost"]
    assert repost.credit == world.outlet(credited.outlet).name
    assert repost.published < credited.published


def test_copies_of_copies_and_mere_citations_are_there(world: World) -> None:
    (chain,) = planted("chain")
    copy = world.by_id[chain["article"]].derive
    assert copy is not None
    assert world.by_id[copy.source].derive is not None
    (citation,) = planted("citation")
    cited = world.by_id["chenjiang-fans-weekend"]
    citing = world.by_id[citation["article"]]
    assert f"据{world.outlet(cited.outlet).name}报道" in citing.body
    assert citing.derive is None
    assert citing.published > cited.published


def test_false_dates_are_false(world: World) -> None:
    for event in planted("false_date"):
        article = world.by_id[event["article"]]
        assert article.printed is not None
        assert abs(article.printed - article.published) > timedelta(days=7)


def test_every_planted_event_points_at_something(world: World) -> None:
    ids = [event["id"] for event in planted()]
    assert len(ids) == len(set(ids))
    for event in planted():
        target = event.get("article") or event["outlet"]
        assert target in world.by_id or target in {o.id for o in world.outlets}
        assert any(day.astimezone(BEIJING).date() >= event["run"] for day in world.days)


def test_mistakes_of_all_files_come_in_one_message(tmp_path: Path) -> None:
    for name in ("outlets", "articles", "series"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "nowhere.yaml").write_text(
        "id: a\npath: /a\npublished: 2026-01-05 10:00\nheadlin: x\n---\n"
        "id: b\npath: /b\npublished: yesterday\nheadline: x\nbody: y\n",
        "utf-8",
    )
    with pytest.raises(WorldError, match=r"(?s)nowhere.*headlin.*nowhere.*published"):
        load_world(tmp_path)


def test_copies_of_nothing_and_copies_before_their_source_are_refused(tmp_path: Path) -> None:
    for name in ("articles", "series"):
        (tmp_path / name).mkdir()
    (tmp_path / "outlets").symlink_to(WORLD / "outlets")
    (tmp_path / "articles" / "guchuan.yaml").write_text(
        "id: a\npath: /a\npublished: 2026-01-05 10:00\nderive: {from: b}\n---\n"
        "id: b\npath: /b\npublished: 2026-01-05 11:00\nderive: {from: c}\n",
        "utf-8",
    )
    with pytest.raises(WorldError, match=r"(?s)a: is older than b.*b: is made from c"):
        load_world(tmp_path)
