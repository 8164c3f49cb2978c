"""Listings, JSON, sitemaps and searches: bytes to links, whatever the bytes."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discovery.found import Announcement, DiscoveryFailure
from crawlers.discovery.read import addresses
from tests.crawlers.reading import BASE, RSS, links, read, reason, rss, way

PAGE = """<html><head><meta charset="gbk"><base href="/news/"></head><body><nav><a href="/about">关于</a></nav>
<ul><li><a href="1.html"><img alt="图"></a><h2><a href="1.html">标题一</a></h2><i data-time="1767576600">刚刚</i></li>
<li><h2><a href="2.html" title="标题二全文">标题二…</a></h2></li></ul><a class="next" href="?page=2">下一页</a></body></html>"""


def test_a_listing_yields_the_selected_links_once() -> None:
    page = PAGE.encode("gbk")
    by_css = links(page, listing=BASE, links="li a")
    assert [(link.url[-6:], link.title) for link in by_css] == [
        ("1.html", "标题一"),
        ("2.html", "标题二全文"),
    ]
    assert by_css[0].url == "https://www.haibin.example/news/1.html"
    by_pattern = links(page, listing=BASE, match=r"/news/\d+\.html$")
    assert [link.url for link in by_pattern] == [link.url for link in by_css]
    assert len(links(page, listing=BASE)) == 4


def test_a_listing_with_blocks_has_dates_and_further_pages() -> None:
    found = read(
        PAGE.encode("gbk"),
        listing=BASE,
        items="li",
        links="h2 a",
        published="i",
        pages={"next": "a.next"},
    )
    assert found.links[0].published_at == datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
    assert found.links[1].published_at is None
    assert found.further == ("https://www.haibin.example/news/?page=2",)


def test_an_empty_listing_is_a_failure_and_a_page_without_links_is_not() -> None:
    assert "empty" in reason(b" ", listing=BASE)
    assert links(b"<p>nothing", listing=BASE) == ()


# JSON


def test_json_is_read_by_paths() -> None:
    body = {"data": [{"id": 7, "name": "<em>小</em>米", "at": 1767576600000}, {"id": None}, 3]}
    keys = {
        "json": BASE,
        "items": "data",
        "url": "id && join('', ['/detail/', to_string(id)])",
        "title": "name",
        "published": "at",
    }
    (link,) = links(json.dumps(body), **keys)
    assert (link.url, link.title) == ("https://www.haibin.example/detail/7", "小米")
    assert link.published_at == datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
    assert len(links(f"callback({json.dumps(body)});", **keys)) == 1


def test_json_is_cut_out_of_a_page_even_where_it_nests() -> None:
    page = (
        '<script>window.x={"itemList":[{"url":"/1","tags":[1,2]},{"url":"/2"}],"more":1}</script>'
    )
    keys = {"json": BASE, "embedded": r'"itemList":(\[.*?\])', "items": "@", "url": "url"}
    assert [link.url[-2:] for link in links(page, **keys)] == ["/1", "/2"]
    assert "holds no JSON" in reason("<p>captcha</p>", **keys)


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, '{"data": null}', '{"data": {}}', "\xff"])
def test_json_that_does_not_fit_is_a_failure(body: str) -> None:
    assert reason(body, json=BASE, items="data", url="url")


# Sitemaps

SITEMAP = {"sitemap": "https://www.haibin.example/sitemap.xml"}
XMLNS = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"


def test_a_sitemap_is_read_for_its_window() -> None:
    body = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {XMLNS} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://a.example/old</loc><lastmod>2025-01-01</lastmod></url>
    <url><loc> https://a.example/undated </loc></url>
    <url><loc>https://a.example/new</loc><n:news><n:publication><n:name>甲</n:name></n:publication>
    <n:publication_date>2026-01-05T09:30+08:00</n:publication_date><n:title>标题</n:title></n:news></url></urlset>"""
    since = datetime(2026, 1, 1, tzinfo=UTC)
    undated, new = links(body, since, **SITEMAP)
    assert undated.url == "https://a.example/undated"
    assert (new.title, new.published_at) == ("标题", datetime(2026, 1, 5, 1, 30, tzinfo=UTC))
    assert links(gzip.compress(body.encode()), since, **SITEMAP) == (undated, new)


def test_an_index_names_its_recent_children_newest_first() -> None:
    rows = "".join(
        f"<sitemap><loc>https://a.example/{day}.xml</loc><lastmod>2026-01-0{day}</lastmod></sitemap>"
        for day in (1, 2, 3)
    )
    found = read(
        f"<sitemapindex {XMLNS}>{rows}</sitemapindex>",
        datetime(2026, 1, 2, tzinfo=UTC),
        **SITEMAP,
    )
    assert found == Announcement((), ("https://a.example/3.xml", "https://a.example/2.xml"))


def test_what_is_no_sitemap_is_a_failure() -> None:
    assert "root is <html>" in reason("<html><p>", **SITEMAP)
    assert reason("", **SITEMAP)
    assert "unpacked" in reason(b"\x1f\x8b broken", **SITEMAP)
    assert "more than 50 MB" in reason(gzip.compress(b" " * 60_000_000), **SITEMAP)


# Search


def test_a_search_is_asked_once_per_query_and_its_dates_are_not_believed() -> None:
    search = way(search="https://s.example/?q={query}")
    assert addresses(search, ("小米 大熊", "a&b", "a&b")) == (
        "https://s.example/?q=%E5%B0%8F%E7%B1%B3%20%E5%A4%A7%E7%86%8A",
        "https://s.example/?q=a%26b",
    )
    assert addresses(search, ()) == ()
    item = (
        "<item><title>t</title><link>https://a.example/1</link><pubDate>2026-01-05</pubDate></item>"
    )
    (link,) = links(rss(item), search="https://s.example/?q={query}")
    assert link.published_at is None


WAYS = [
    RSS,
    SITEMAP,
    {"listing": BASE, "items": "li", "published": "i", "pages": {"next": "a"}},
    {"json": BASE, "items": "@", "url": "url", "published": "time"},
]


@given(
    st.one_of(st.binary(), st.text().map(str.encode), st.recursive(
        st.one_of(st.none(), st.integers(), st.text()), lambda inner: st.lists(
            st.dictionaries(st.sampled_from(["url", "time", "x"]), inner))).map(
                lambda value: json.dumps(value).encode())),
    st.sampled_from(WAYS),
)  # fmt: skip
def test_any_bytes_are_links_or_a_failure(body: bytes, keys: dict[str, Any]) -> None:
    found = read(body, **keys)
    assert isinstance(found, Announcement | DiscoveryFailure)


def test_an_api_that_answers_with_blanks_is_told_at_once() -> None:
    assert reason(" " * 3_000_000, json=BASE, items="items", url="url").startswith("not JSON")
