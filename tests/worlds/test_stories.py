"""Who copied whom in a car recall, what counts as one story, and on which day."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.worlds.pages import rss
from tests.worlds.recall import INCIDENT, outlet, page, report
from tests.worlds.world import World

JIANG, LAN, HAI, KUAI, HE = "江潮日报", "众览网", "海角财经", "快讯社", "河洲晚报"
SOURCES = [
    outlet("jiang", JIANG),
    outlet("lan", LAN, kind="portal"),
    outlet("hai", HAI),
    outlet("kuai", KUAI),
    outlet("he", HE),
    outlet(
        "jing",
        "镜站",
        kind="mirror",
        mirror_of=[{"pattern": r"/a/(\d+)\.html", "original": r"https://www.jiang.example/a/\1.html"}],
    ),
]  # fmt: skip
FLASH = "【快讯】驰岚汽车今日宣布召回远山轿车一万二千辆，原因为制动软管接头松动，车主可免费更换。"
NOTES = [
    "本网所有稿件均经记者实地采访，转载请注明出处，违者本网将保留追究其法律责任的权利，欢迎读者提供线索，新闻热线全天候开通。",
    "扫描二维码关注我们的公众号，获取更多独家报道和深度分析，您也可以下载客户端参与评论。",
]
HOSE, OWNERS, DEALERS, PRESS = report(1), report(2), report(3), report(9)
# name: outlet, headline, paragraphs, printed time, 来源
PAGES: dict[str, tuple[str, str, list[str], str, str]] = {
    "hose": ("jiang", "软管之谜", HOSE, "2026-03-03 09:12", JIANG),
    "hose-copy": ("lan", "软管之谜", HOSE, "2026-03-03 10:40", JIANG),
    "hose-copy-of-copy": ("kuai", "软管之谜", HOSE, "2026-03-03 15:00", LAN),
    "hose-excerpt": ("hai", "再说软管", HOSE[:2], "2026-03-03 12:01", ""),
    "hose-mirror": ("jing", "软管之谜", HOSE, "2026-03-03 08:00", ""),
    "hose-cited": (
        "he",
        "召回观察",
        ["驰岚汽车的麻烦不止一处。据江潮日报报道，图纸早就改过。", *report(60, 6)[1:]],
        "2026-03-04 07:00",
        "",
    ),
    "owners": ("hai", "刹车变软的下午", OWNERS, "2026-03-04 23:58", ""),
    "owners-copy": ("lan", "刹车变软的下午", OWNERS, "2026-03-05 00:20", HAI),
    "dealers": ("he", "经销商的一周", DEALERS, "2026-03-05 08:00", "不在册周刊"),
    "dealers-before": ("lan", "经销商的一周", DEALERS, "2026-03-05 07:00", HE),
    "round-up": ("kuai", "本周要闻汇总", [*HOSE, *OWNERS, *DEALERS], "2026-03-07 20:00", ""),
    "press-0": ("lan", "召回公告", PRESS, "2026-03-06 18:00", ""),
    "press-1": ("jiang", "召回公告", PRESS, "2026-03-06 18:01", ""),
    "press-2": ("hai", "召回公告", PRESS, "2026-03-06 18:02", ""),
    "press-mirror": ("jing", "召回公告", PRESS, "2026-03-06 19:00", ""),
    "press-late": ("kuai", "召回公告", PRESS, "2026-03-07 08:00", ""),
    "flash": ("kuai", "驰岚汽车召回远山轿车", [FLASH], "2026-03-02 11:00", ""),
    "flash-copy": ("lan", "驰岚召回一万二千辆", [FLASH], "2026-03-02 11:06", KUAI),
    "flash-other": (
        "hai",
        "驰岚汽车股价下跌",
        ["【快讯】驰岚汽车今日开盘下跌百分之七，成交额放大，分析人士称与召回有关，公司未回应。"],
        "2026-03-02 11:10",
        "",
    ),
    "notes-0": ("he", "维权的人", [*report(21, 8), *NOTES], "2026-03-06 09:00", ""),
    "notes-1": ("he", "海外的车", [*report(22, 8), *NOTES], "2026-03-06 10:00", ""),
    "undated": ("he", "没有日期的一篇", report(4), "", ""),
    "future": ("jiang", "来自未来的一篇", report(5), "2026-03-20 10:00", ""),
    "midnight": ("jiang", "午夜的一篇", report(6), "2026-03-07T16:00:00Z", ""),
    "before-midnight": ("jiang", "午夜前的一篇", report(7), "2026-03-07 23:59", ""),
}
MIRRORED = {"hose-mirror": "hose", "press-mirror": "press-1"}
# origin -> the rest of its cluster
STORIES = {
    "hose": {"hose-copy", "hose-copy-of-copy", "hose-excerpt", "hose-mirror", "round-up"},
    "hose-cited": set(),
    "owners": {"owners-copy"},
    "dealers-before": {"dealers"},
    "press-0": {"press-1", "press-2", "press-mirror", "press-late"},
    "flash": {"flash-copy"},
    "flash-other": set(),
    "notes-0": set(),
    "notes-1": set(),
    "undated": set(),
    "future": set(),
    "midnight": set(),
    "before-midnight": set(),
}
EDGES = {
    ("hose-copy", "hose", "credit", False),
    ("hose-copy-of-copy", "hose-copy", "credit", False),
    ("hose-excerpt", "hose", "text", False),
    ("hose-mirror", "hose", "mirror", False),
    ("hose-cited", "hose", "credit", False),
    ("owners-copy", "owners", "credit", False),
    ("dealers-before", "dealers", "credit", True),
    ("dealers", "dealers-before", "text", False),
    ("press-1", "press-0", "text", False),
    ("press-2", "press-0", "text", False),
    ("press-mirror", "press-1", "mirror", False),
    ("press-late", "press-0", "text", False),
    ("flash-copy", "flash", "credit", False),
}


def url_of(name: str) -> str:
    source, number = PAGES[name][0], 200_001 + list(PAGES).index(name)
    if source == "jing":
        return url_of(MIRRORED[name]).replace("jiang", "jing")
    return f"https://www.{source}.example/a/{number}.html"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home that has met everything in one run."""
    names = [source["id"] for source in SOURCES]
    world = World(tmp_path_factory.mktemp("stories"), SOURCES, INCIDENT | {"sources": names})
    web = {
        url_of(name): page(title, text, printed, credit=credit)
        for name, (_, title, text, printed, credit) in PAGES.items()
    }
    for source in names:
        links = [(url_of(name), one[1]) for name, one in PAGES.items() if one[0] == source]
        web[f"https://www.{source}.example/rss.xml"] = rss(links)
    world.day("2026-03-08T22:00+08:00", web)
    return world


def names_of(world: World) -> dict[str, str]:
    urls = {url_of(name): name for name in PAGES}
    return {one: urls[url] for one, url in world.rows("select document_id, url from coverage")}


def test_stories_are_the_articles_that_share_text(world: World) -> None:
    names = names_of(world)
    found: dict[str, set[str]] = {}
    for one, origin, is_origin in world.rows(
        "select document_id, origin_document_id, is_origin from coverage"
    ):
        rest = found.setdefault(names[origin], set())
        assert is_origin is (one == origin)
        rest.update({names[one]} if one != origin else ())
    assert found == STORIES
    query = "select count(distinct cluster_id), count(distinct origin_document_id) from coverage"
    assert world.rows(query) == [(len(STORIES), len(STORIES))]


def test_lineage_tells_who_had_it_from_whom(world: World) -> None:
    names = names_of(world)
    query = "select child_document_id, parent_document_id, kind, is_contradicted from lineage"
    found = {(names[child], names[parent], *rest) for child, parent, *rest in world.rows(query)}
    assert found >= EDGES
    assert {edge[0] for edge in found - EDGES} <= {"round-up"}


def test_volumes_count_by_the_day_of_the_incident_and_no_false_date(world: World) -> None:
    origins = {name: origin for origin, rest in STORIES.items() for name in (origin, *rest)}
    days: dict[date, list[str]] = {}
    for name, (_, _, _, printed, _) in PAGES.items():
        if name not in {"hose-mirror", "undated", "future"}:
            day = date(2026, 3, 8) if name == "midnight" else date.fromisoformat(printed[:10])
            days.setdefault(day, []).append(name)
    truth = {
        day: (len(names), len({origins[name] for name in names}), sum(n in STORIES for n in names))
        for day, names in days.items()
    }
    volumes = world.rows("from daily_volume('chilan-recall')")
    assert {row[0]: row[1:4] for row in volumes if row[1]} == truth


def test_a_mirror_keeps_the_time_that_it_prints(world: World) -> None:
    query = (
        "select strftime(timezone('Asia/Shanghai', published_at), '%d. %H:%M'), published_on "
        "from coverage where url = $1"
    )
    assert world.rows(query, url_of("press-mirror")) == [("06. 19:00", date(2026, 3, 6))]
    assert world.rows(query, url_of("hose-mirror")) == [("03. 08:00", None)]


def test_a_pointer_below_a_summary_leads_to_what_it_sums_up(tmp_path: Path) -> None:
    sources = [outlet("hai", HAI), outlet("nav", "导读站", kind="aggregator")]
    world = World(tmp_path, sources, INCIDENT)
    told, place = "http://www.hai.example/a/300001.html", "http://www.nav.example/go/300002"
    pointer = f"<p><a href='{told}?spm=a2.b3&utm_source=nav' rel='nofollow'>阅读原文</a></p>"
    summary = page(
        "软管还能用多久",
        ["海角财经评论驰岚汽车的召回，认为制动软管还不是全部。"],
        "2026-03-05 09:00",
        after=pointer,
    )
    first = datetime.fromisoformat("2026-03-05T12:00+08:00")
    world.capture(first, {place: summary})  # first, so that its origin comes later
    world.ingest(*world.archives, as_of=first)
    world.capture(first, {told: page("软管还能用多久？", OWNERS, "2026-03-04 09:00")})
    world.ingest(world.archives[-1], as_of=first)
    query = "select kind, is_copy, child.url, parent.url from lineage "
    query += "inner join coverage as child on child.document_id = child_document_id "
    query += "inner join coverage as parent on parent.document_id = parent_document_id"
    assert world.rows(query) == [("link", False, place, told)]


def test_the_sentence_that_cites_an_outlet_tells_which_of_its_articles_is_meant(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, [outlet("hai", HAI), outlet("he", HE)], INCIDENT)
    early, meant, late, citing = (
        f"http://www.{place}.html" for place in ("hai.example/a/1", "hai.example/a/2", "hai.example/a/3", "he.example/a/4")
    )  # fmt: skip
    told = "驰岚汽车采购总监签字削减了接头的检验经费"
    at = datetime.fromisoformat("2026-03-05T22:00+08:00")
    pages = {
        early: page("软管之谜", HOSE, "2026-03-03 09:00"),
        meant: page("谁签的字", [f"{told}，文件的日期是去年十月。", *OWNERS], "2026-03-04 09:00"),
        late: page("展厅冷清", DEALERS, "2026-03-05 08:00"),
        citing: page(
            "削减的经费",
            [f"据{HAI}报道，{told}。", *report(61, 4), HOSE[0][:60], DEALERS[0][:60]],
            "2026-03-05 20:00",
        ),
    }
    world.ingest(world.capture(at, pages), as_of=at)
    query = "select kind, is_copy, parent.url from lineage "
    query += "inner join coverage as child on child.document_id = child_document_id "
    query += "inner join coverage as parent on parent.document_id = parent_document_id "
    assert world.rows(query + "where child.url = $1", citing) == [("credit", False, meant)]
