"""Drafts of source files: what a home page tells, and what is said to be a guess."""

import yaml

from crawlers.discovery.listing import parse_page
from crawlers.scaffold import draft_source, link_blocks, sitemaps_of, source_id

HOME = "https://news.haibin.com.hk/"
HEADLINES = "".join(
    f'<li class="row"><h3><a href="/a/{n}.html">海滨港停工第{n}天的消息</a></h3></li>'
    for n in range(10, 18)
)
PAGE = f"""<html lang="zh-HK"><head><title>海濱網 - 港口新聞</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml" title="新聞">
<link rel="alternate" type="application/rss+xml" href="/comments.xml" title="Comments">
<link rel="alternate" hreflang="en" href="/en/"></head><body>
<div class="nav css-1x2y3z"><a href="/tech/2026">科技</a><a href="/about">关于我们这个网站的一切</a></div>
<ul id="latest" class="list">{HEADLINES}</ul>
<div class="ads"><a href="https://shop.example/12345">便宜的商品今天特价只要九块九</a></div>
</body></html>"""


def draft(page: str, **more: object) -> tuple[dict[str, object], str]:
    drafted = draft_source(HOME, page.encode(), **more)  # type: ignore[arg-type]
    return yaml.safe_load(drafted.text), "\n".join(drafted.doubts)


def test_a_feed_is_preferred_and_comments_are_none() -> None:
    values, doubts = draft(PAGE, sitemaps=["https://news.haibin.com.hk/news.xml"])
    assert values["discover"] == [
        {"rss": "https://news.haibin.com.hk/rss.xml"},
        {"sitemap": "https://news.haibin.com.hk/news.xml"},
    ]
    assert values["id"] == "haibin"
    assert values["name"] == "海濱網"
    assert (values["language"], values["timezone"]) == ("zh-Hant", "Asia/Hong_Kong")
    assert values["verified"] is None
    assert "timezone" in doubts


def test_without_a_feed_the_headlines_are_selected() -> None:
    values, doubts = draft(PAGE.replace("application/rss+xml", "text/html"))
    assert values["discover"] == [{"listing": HOME, "links": "#latest li.row h3 a"}]
    assert "8 links" in doubts


def test_links_of_other_sites_and_navigation_are_no_headlines() -> None:
    (block,) = link_blocks(parse_page(PAGE.encode()), HOME)
    assert len(block.urls) == 8
    assert all(url.startswith("https://news.haibin.com.hk/a/") for url in block.urls)


def test_a_page_without_anything_is_an_honest_draft() -> None:
    for page in ("<p>nothing</p>", "", "\x00"):
        values, doubts = draft(page)
        assert values["discover"] == []
        assert "reached by search only" in doubts


def test_sitemaps_of_news_come_first() -> None:
    robots = "User-agent: *\nDisallow: /x\nSitemap: https://a.example/all.xml\nsitemap: https://a.example/news.xml\nSitemap: /relative.xml"
    assert sitemaps_of(robots) == ("https://a.example/news.xml", "https://a.example/all.xml")


def test_an_id_is_the_name_of_the_site() -> None:
    assert source_id("https://www.100ec.cn/") == "100ec"
    assert source_id("https://m.haibin-daily.com.cn/") == "haibin-daily"
    assert source_id("http://例子.cn/") == "source"
