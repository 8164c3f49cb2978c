"""A bank's outage in Taiwan, told in two scripts and in English, found by a topic page and by links."""

from datetime import date
from typing import Any

import pytest

from tests.worlds.pages import article, rss
from tests.worlds.recall import outlet, page
from tests.worlds.world import Web, World

BANK: dict[str, Any] = {
    "id": "haifeng-outage",
    "title": "海豐銀行App當機",
    "started": "2026-04-10",
    "timezone": "Asia/Taipei",
    "match": {"any": ["海豐銀行", "Haifeng Bank", ["海豐", "當機"]]},
    "entities": [
        {"id": "bank", "name": "海豐銀行", "kind": "company", "ambiguous": ["海豐"]},
        {"id": "lin", "name": "林書豪", "kind": "person"},
        {"id": "other-lin", "name": "林書", "kind": "person"},
    ],
    "topics": [{"id": "pay", "name": "賠償", "terms": ["賠償"]}],
    "targets": ["bank"],
    "seeds": ["https://www.topics.example/haifeng.html"],
    "sources": ["tw", "cn", "en"],
}
TW, CN, EN = (f"https://www.{name}.example/a/" for name in ("tw", "cn", "en"))
TOPIC, FOUND = (
    "https://www.topics.example/haifeng.html",
    "https://www.unlisted.example/x/700002.html",
)
QUEUE = [
    "客戶週五清晨排隊領現，分行把號碼牌發到第三百號，行員端出熱茶安撫。",
    "工程師徹夜搬移機櫃，直到天亮前才把最後一條線路接回，走廊堆滿紙箱。",
]
HANS = [
    "客户周五清晨排队领现，分行把号码牌发到第三百号，行员端出热茶安抚。",
    "工程师彻夜搬移机柜，直到天亮前才把最后一条线路接回，走廊堆满纸箱。",
]
MARKET = [
    "清晨的早市熱鬧非凡，攤主們天不亮就出門，蔬菜和水果擺滿了街道。",
    "居民說這裡的豆腐最有名，很多人專程從城裡趕來，買完就回。",
]
KEYS = [
    "備援機房在山腰，鑰匙卻在山腳的保險櫃裡，值班表上寫著兩個已經離職的名字。",
    "真正的問題是誰來簽字，而不是誰來修理，這件事拖了整整七年。",
]
ENGLISH = [
    "Haifeng Bank apologised after its app failed.",
    "Customers queued before dawn while engineers moved racks by hand, and tea was served.",
    "The regulator asked for a written explanation within ten days, an official said.",
]
PAGES: Web = {
    TW + "1.html": page("海豐銀行App當機", ["海豐銀行表示，林書豪已請辭，海豐將會賠償。", *QUEUE], "2026-04-10 00:10"),
    CN + "2.html": page("海丰银行App当机", ["海丰银行表示，林书豪已请辞，海丰将会赔偿。", *HANS], "2026-04-10 00:40"),
    TW + "3.html": page("海豐的早市", ["海豐的早市很早就開始了。", *MARKET], "2026-04-11 08:00"),
    CN + "4.html": page("銀行為何失守", ["據島嶼日報報導，海豐銀行的備援機房從未啟用。", *KEYS], "2026-04-11 08:00"),
    EN + "5.html": article("The Friday of Haifeng Bank", ENGLISH, "10 April 2026 16:30 UTC"),
    EN + "6.html": article("Haifeng Bank again", ["Haifeng Bank has not paid, the Island Daily reported.", "The keys were lost twice and nobody signed the papers in seven years.", "Two people who were there said the doors had been locked since the spring."], "12 April 2026 09:00 UTC"),
    FOUND: page("海豐銀行客戶集體申訴", ["海豐銀行客戶集體申訴，要求公布名單。", "律師帶來三箱文件，逐頁蓋章，直到傍晚才離開。", "有人提議改到週末再談，全場鼓譟，主席宣布休息。"], "2026-04-12 10:00"),
    TOPIC: f"<html><meta charset=utf-8><title>專題</title><body><h1>專題：銀行</h1><ul><li><a href='{FOUND}'>海豐銀行客戶集體申訴</a><li><a href='/about'>關於</a></ul></body></html>",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A home after two days; on the second everything relevant is looked at again."""
    sources = [
        outlet("tw", "島嶼日報", timezone="Asia/Taipei"),
        outlet("cn", "海峡在线"),
        outlet("en", "The Island Courier", language="en", timezone="UTC"),
    ]
    world = World(tmp_path_factory.mktemp("languages"), sources, BANK)
    feeds = {
        f"{start.removesuffix('a/')}rss.xml": rss((url, "news") for url in PAGES if start in url)
        for start in (TW, CN, EN)
    }
    for day in (12, 13):
        world.day(f"2026-04-{day}T22:00+08:00", feeds, PAGES)
    return world


def test_only_what_speaks_of_the_bank_is_covered_on_its_day(world: World) -> None:
    rows = world.rows("select url, source_id, published_on, script from coverage order by url")
    assert rows == [
        (CN + "2.html", "cn", date(2026, 4, 10), "hans"),
        (CN + "4.html", "cn", date(2026, 4, 11), "hant"),
        (EN + "5.html", "en", date(2026, 4, 11), "latin"),
        (EN + "6.html", "en", date(2026, 4, 12), "latin"),
        (TW + "1.html", "tw", date(2026, 4, 10), "hant"),
        (FOUND, "unlisted.example", date(2026, 4, 12), "hant"),
    ]


def test_names_are_whole_and_found_in_both_scripts(world: World) -> None:
    query = (
        "select tag, count from mentions inner join coverage using (incident_id, document_id) "
        "where url = $1 order by tag"
    )
    expected = [("bank", 3), ("lin", 1), ("pay", 1)]
    assert world.rows(query, TW + "1.html") == world.rows(query, CN + "2.html") == expected


def test_another_script_is_the_same_text_and_citing_is_none(world: World) -> None:
    ids = dict(world.rows("select url, document_id from coverage"))
    clusters = dict(world.rows("select url, cluster_id from coverage"))
    assert clusters[TW + "1.html"] == clusters[CN + "2.html"]
    assert len(set(clusters.values())) == len(clusters) - 1
    query = "select child_document_id, parent_document_id, kind, is_copy from lineage"
    assert set(world.rows(query)) == {
        (ids[CN + "2.html"], ids[TW + "1.html"], "text", True),
        (ids[CN + "4.html"], ids[TW + "1.html"], "credit", False),
    }
