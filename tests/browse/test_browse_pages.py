"""The explorer over HTTP: what its pages show, and that hostile texts stay texts."""

import re
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from flows import browse
from tests.browse.site_of_tea import Site
from tests.report.chromium import Chromium
from tests.report.tea_report import HOSTILE
from warehouse.ask import ask
from warehouse.home import Home
from warehouse.queries import read_layer

WORDS = Path(browse.__file__).parent / "words"
PAGES = (
    "/",
    "/documents",
    "/trends",
    "/trend/daily_volume",
    "/sql",
    "/report",
    "/document/document-hostile",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_escaped_text(site: Site, path: str) -> None:
    reply = site.get(path)
    assert reply.status == 200
    assert HOSTILE not in reply.text
    assert not list(reply.root.iter("script", "img", "iframe", "object"))
    assert not reply.root.xpath("//@style | //@onload | //@onerror")
    for link in reply.root.xpath("//a/@href"):
        assert link.startswith(("/", "#", "http://", "https://"))
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_the_hostile_headline_is_shown_as_it_is(site: Site) -> None:
    reply = site.get("/document/document-hostile")
    assert HOSTILE in reply.root.find(".//h1").text_content()
    assert "javascript:" not in "".join(reply.root.xpath("//a/@href"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 17),
        ("source=gu", 5),
        ("status=gone", 1),
        ("topic=recall", 17),
        ("topic=none", 0),
        ("since=2026-01-08&until=2026-01-08", 4),
        ("words=%E4%BA%94%E6%89%B9", 1),
        ("source=gu&status=gone", 1),
        ("skipped=10", 17),
        ("source=%27%20or%201%3D1%20--", 0),
    ],
)
def test_documents_pass_filters(site: Site, query: str, count: int) -> None:
    root = site.get(f"/documents?{query}").root
    listed = len(root.xpath("//ol[@class='documents']/li/a"))
    if query == "skipped=10":
        assert listed == count - 10
    else:
        assert listed == count


def test_a_document_has_marks_versions_and_evidence(site: Site) -> None:
    root = site.get("/document/document-changed").root
    assert "".join(root.xpath("//del//text()")).count("三") >= 1
    assert "五" in "".join(root.xpath("//ins//text()"))
    assert root.xpath("//mark[contains(@class, 'quote')]")
    text = root.text_content()
    assert "a.warc.gz" in text
    assert "The story of this URL" in text


def test_a_copy_shows_its_story(site: Site) -> None:
    root = site.get("/document/document-copy-0").root
    tree = root.xpath("//ul[@class='tree']")[0]
    assert len(tree.xpath(".//a")) == 3
    assert tree.xpath(".//li[@class='here']/a/@href")[0].startswith("/document/document-copy-0")


def test_every_trend_has_a_page(site: Site) -> None:
    for query in read_layer("trends"):
        reply = site.get(f"/trend/{query.name}?words=%E5%8F%AC%E5%9B%9E")
        assert reply.status == 200, (query.name, reply.root.text_content())
        assert query.question in reply.root.text_content()


def test_a_trend_leads_to_the_documents_it_names(site: Site) -> None:
    reply = site.get("/trend/propagation")
    heads = [head.text for head in reply.root.iter("th")]
    assert "title" in heads
    assert not {"document_id", "root_document_id", "cluster_id"} & set(heads)
    assert reply.root.xpath("//td/a[starts-with(@href, '/document/document-')]")


def test_the_sql_box_lists_the_tables_of_the_warehouse_and_no_others(site: Site) -> None:
    listed = {str(name.text_content()) for name in site.get("/sql").root.xpath("//details/dl/dt")}
    assert listed == {
        query.name for layer in ("marts", "aggregates") for query in read_layer(layer)
    }


def test_the_sql_box_answers_and_is_locked(site: Site, tmp_path: Path) -> None:
    def told(query: str) -> str:
        return str(site.get(f"/sql?query={quote(query)}").root.text_content())

    assert "17" in told("select count(*) as articles from coverage")
    target = tmp_path / "out.csv"
    for query in (
        f"copy coverage to '{target}'",
        "select * from read_text('/etc/passwd')",
        "delete from coverage",
        "attach '/tmp/x.duckdb'",
        "set enable_external_access = true",
        "install httpfs",
    ):
        text = told(query)
        assert "The query failed" in text, query
        assert "root:" not in text
    assert not target.exists()
    assert "There are more rows" in told("select * from range(100000)")


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/?incident=none", 404, "knows no incident"),
        ("/document/none", 404, "holds no document"),
        ("/trend/none", 404, "There is no trend"),
        ("/trend/..%2F..%2Fraw%2Ftables", 404, ""),
        ("/documents?since=yesterday", 400, "must be a day"),
        ("/documents?skipped=-1", 400, "is no count"),
        ("/report?language=de", 400, "There are no pages in"),
    ],
)
def test_wrong_questions_are_told_in_one_sentence(
    site: Site, path: str, status: int, sentence: str
) -> None:
    reply = site.get(path)
    assert reply.status == status
    assert sentence in reply.text


def test_many_may_ask_at_once(site: Site, browsed_home: Home) -> None:
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(site.get("/documents").status))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert ask(browsed_home.snapshot(), "select 1 as one").rows == [(1,)]


def test_pages_are_chinese_where_the_browser_or_the_reader_asks(site: Site) -> None:
    by_browser = site.get("/", Accept_Language="zh-CN,zh;q=0.9")
    assert by_browser.root.get("lang") == "zh"
    assert "最新文章" in by_browser.root.text_content()
    by_reader = site.get("/trend/daily_volume?language=zh")
    assert "每天有多少报道" in by_reader.root.text_content()
    assert {"日期", "文章", "独立报道"} <= {head.text for head in by_reader.root.iter("th")}
    (back,) = by_reader.root.xpath("//a[@lang='en']/@href")
    assert back == "/trend/daily_volume?language=en"
    cookie = by_reader.headers["set-cookie"]
    assert "HttpOnly" in cookie
    kept = cookie.split(";")[0]
    for path in PAGES:
        assert site.get(path, Cookie=kept).root.get("lang", "zh").startswith("zh"), path
    assert site.get("/", Cookie="language=de").root.get("lang") == "en"


def test_both_languages_say_the_same_and_every_trend_asks_in_chinese() -> None:
    english, chinese = (
        yaml.safe_load((WORDS / f"{language}.yaml").read_text(encoding="utf-8"))
        for language in ("en", "zh")
    )
    assert set(chinese.pop("trends")) == {query.name for query in read_layer("trends")}
    assert english.pop("trends") == {}
    assert _shape(english) == _shape(chinese)


def _shape(entries: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a catalogue, and what its texts leave to be filled in."""
    return {
        str(key): _shape(value)
        if isinstance(value, dict)
        else sorted(re.findall(r"\{\w+\}", str(value)))
        for key, value in entries.items()
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_render_in_chromium(site: Site, browser: Chromium, width: int, dark: bool) -> None:
    for path in PAGES:
        seen = browser.show(site.url(path), width=width, dark=dark)
        assert seen.complaints == [], path
        assert all(one.startswith((site.url("/"), "data:")) for one in seen.requests), path
        assert seen.width <= width, path
        assert len(seen.screenshot) > 5_000


def test_an_incident_without_coverage_can_be_looked_at(site: Site) -> None:
    for path in ("/", "/documents", "/trends", "/trend/daily_volume", "/report"):
        assert site.get(f"{path}?incident=quiet").status == 200, path
