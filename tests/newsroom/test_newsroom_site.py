import gzip
import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from flows.newsroom.cast import BEIJING
from flows.newsroom.pages import ago
from flows.newsroom.site import Answer, Request, Transfer, respond
from flows.newsroom.versions import version_at
from flows.newsroom.world import World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def get(world: World, url: str, now: datetime | str, **headers: str) -> Answer:
    moment = at(now) if isinstance(now, str) else now
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return respond(world, Request(url, named), moment)


def test_every_page_renders_on_every_day(world: World) -> None:
    for article in world.articles:
        outlet = world.outlet(article.outlet)
        headline = version_at(world, article, world.days[-1]).headline.encode(outlet.charset)
        for day in world.days:
            answer = get(world, f"http://{outlet.hosts[0]}{article.path}", day)
            if day < article.published:
                assert headline not in answer.body, article.id
            elif answer.status == 200:
                assert 200 < len(answer.body) < 40_000
                assert answer.body.decode(outlet.charset).count("\ufffd") == 0
            else:
                assert article.windows or outlet.windows, article.id


def test_every_list_renders_on_every_day(world: World) -> None:
    for outlet in world.outlets:
        for discovery in outlet.discovery:
            for day in world.days:
                answer = get(world, f"http://{outlet.hosts[0]}{discovery.path}", day)
                assert answer.status == 200 or outlet.windows


def test_feeds_are_well_formed_and_newest_first(world: World) -> None:
    for url in ("www.chenjiang-news.example/rss/news.xml", "www.guchuan-weekly.example/atom.xml"):
        parsed = feedparser.parse(get(world, f"http://{url}", world.days[5]).body)
        assert not parsed.bozo
        stamps = [entry.published_parsed for entry in parsed.entries]
        assert stamps == sorted(stamps, reverse=True)


def test_feed_links_carry_tracking_parameters_that_change_nothing(world: World) -> None:
    feed = get(world, "http://www.chenjiang-news.example/rss/news.xml", world.days[5])
    link = feedparser.parse(feed.body).entries[0].link
    assert "utm_source=feed" in link
    assert (
        get(world, link, world.days[5]).body
        == get(world, link.partition("?")[0], world.days[5]).body
    )


def test_the_sitemap_index_leads_to_news_and_to_gzip(world: World) -> None:
    host, day = "http://www.daoyu-biz.example", world.days[6]
    index = etree.fromstring(get(world, f"{host}/sitemap.xml", day).body)
    news, all_pages = [element.text for element in index.iter("{*}loc")]
    assert b"news:publication_date" in get(world, str(news), day).body
    unpacked = gzip.decompress(get(world, str(all_pages), day).body)
    assert unpacked.count(b"<loc>") == len(
        [a for a in world.by_outlet["daoyu"] if a.published <= day]
    )


def test_json_has_pages(world: World) -> None:
    url, day = "http://flash.shifen-kx.example/api/roll", world.days[12]
    first = json.loads(get(world, url, day).body)["result"]
    second = json.loads(get(world, f"{url}?page=2", day).body)["result"]
    assert first["hasMore"]
    assert second["page"] == 2
    assert first["data"][-1]["intime"] >= second["data"][0]["intime"]


def test_listing_pages_lead_to_all_articles(world: World) -> None:
    host, page, seen = "http://www.lanting-tech.example", "/", b""
    while page:
        body = get(world, host + page, world.days[-1]).body
        seen += body
        page = body.partition(b'rel="next" href="')[2].partition(b'"')[0].decode()
    listed = [a for a in world.by_outlet["lanting"] if a.id != "lanting-rumour"]
    assert all(article.path.encode() in seen for article in listed)


def test_search_finds_every_word_in_all_outlets(world: World) -> None:
    url = "http://www.xunwei-search.example/search?q=%E5%B0%8F%E7%B1%B3+%E7%A7%8B%E6%B0%B4"
    assert b"<item>" not in get(world, url, world.days[-1]).body
    url = "http://www.xunwei-search.example/search?q=Xiaomi%20KOL"
    links = [e.link for e in feedparser.parse(get(world, url, world.days[-1]).body).entries]
    assert any("tinlantern" in link for link in links)


def test_gb18030_is_declared_as_gb2312(world: World) -> None:
    answer = get(world, "http://www.beihe-online.example/sm/2026/0105/c3a2201.shtml", world.days[2])
    assert answer.header("Content-Type") == "text/html"
    assert b"charset=gb2312" in answer.body
    assert "马喆" in answer.body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("gb2312")


def test_relative_times_are_told_from_now(world: World) -> None:
    url = "http://www.qingqiao-hao.example/s/10047702.html"
    assert "25分钟前" in get(world, url, "2026-01-05 23:30").body.decode()
    assert "昨天 23:05" in get(world, url, "2026-01-06 23:30").body.decode()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-01-06 11:59", "刚刚"),
        ("2026-01-06 08:30", "3小时前"),
        ("2026-01-05 12:00", "昨天 12:00"),
        ("2026-01-02 12:00", "01-02 12:00"),
        ("2025-12-31 12:00", "2025-12-31"),
    ],
)
def test_how_long_ago(moment: str, said: str) -> None:
    assert ago(at(moment), at("2026-01-06 11:59") + timedelta(seconds=30)) == said


def test_unchanged_pages_are_not_sent_twice(world: World) -> None:
    url = "http://www.lanting-tech.example/a/2026/0105-5633.html"
    first = get(world, url, "2026-01-05 23:30")
    etag = first.header("ETag")
    assert etag is not None
    assert first.header("Last-Modified") is None
    again = get(world, url, "2026-01-06 08:00", if_none_match=etag)
    assert (again.status, again.body) == (304, b"")
    edited = get(world, url, "2026-01-06 12:00", if_none_match=etag)
    assert edited.status == 200


def test_dates_alone_also_tell_what_is_new(world: World) -> None:
    url = "http://www.beihe-online.example/sm/2026/0106/c3a2219.shtml"
    stamp = get(world, url, "2026-01-06 23:30").header("Last-Modified")
    assert stamp is not None
    assert get(world, url, "2026-01-07 08:00", if_modified_since=stamp).status == 304
    assert get(world, url, "2026-01-07 23:30", if_modified_since=stamp).status == 200


def test_robots_of_every_kind(world: World) -> None:
    assert (
        b"Disallow: /preview/"
        in get(world, "http://www.lanting-tech.example/robots.txt", world.days[0]).body
    )
    assert (
        b"Crawl-delay" in get(world, "http://www.tinlantern.example/robots.txt", world.days[0]).body
    )
    assert get(world, "http://m.shibei-zx.example/robots.txt", world.days[0]).status == 404
    farm = "http://www.yunzhan-baike.example/robots.txt"
    assert [get(world, farm, day).status for day in world.days[5:8]] == [200, 503, 200]


def test_removed_and_returning_pages(world: World) -> None:
    gone = "http://www.qingqiao-hao.example/s/10047702.html"
    assert [get(world, gone, day).status for day in world.days[1:6]] == [200, 200, 200, 410, 410]
    back = "http://www.zhongxi-portal.example/article/KJ05A1705.html"
    assert [get(world, back, day).status for day in world.days[1:4]] == [200, 404, 200]
    captcha = get(world, back, world.days[4])
    assert captcha.status == 200
    assert "验证码" in captcha.body.decode()


def test_outages(world: World) -> None:
    site = "http://www.beihe-online.example"
    assert get(world, f"{site}/", "2026-01-11 23:30").status == 503
    assert get(world, f"{site}/robots.txt", "2026-01-11 23:30").status == 200
    dropped = get(world, "http://www.hefeng-life.example/feed.xml", "2026-01-12 23:30")
    assert dropped.transfer is Transfer.DROP


def test_the_silent_feed_comes_back_with_what_was_missed(world: World) -> None:
    url = "http://flash.shifen-kx.example/api/roll"
    before, silent, after = (
        get(world, url, f"2026-01-{day} 23:30").body for day in ("12", "14", "15")
    )
    assert silent == before
    assert "北禾农机企业签下三年框架协议".encode() in after


def test_old_addresses_redirect(world: World) -> None:
    host, day = "http://www.zhongxi-portal.example", world.days[3]
    listing = get(world, f"{host}/", day).body
    assert b"/dy/KJ07A0750.html" in listing
    moved = get(world, f"{host}/dy/KJ07A0750.html", day)
    assert (moved.status, moved.header("Location")) == (301, "/article/KJ07A0750.html")
    assert get(world, f"{host}/article/KJ07A0750.html", day).status == 200


def test_amp_pages_name_the_page_they_stand_for(world: World) -> None:
    page = get(world, "http://www.daoyu-biz.example/amp/story/7121/80510", world.days[3]).body
    assert b'rel="canonical" href="http://www.daoyu-biz.example/story/7121/80510"' in page


def test_script_built_pages_show_nothing_without_scripts(world: World) -> None:
    page = get(
        world, "http://www.lanting-tech.example/interactive/2026/0113-timeline.html", world.days[-1]
    )
    assert "互动时间线" not in page.body.decode()
    assert b"atob" in page.body


def test_the_two_mirrors_damage_one_text_differently(world: World) -> None:
    www, mobile = (
        get(world, f"http://{host}.shibei-zx.example/p/26010621.html", world.days[5]).body.decode()
        for host in ("www", "m")
    )
    assert www != mobile
    assert "(wǎng)" in www or "(jià)" in www
    assert www.count("(") > mobile.count("(") > 0


def test_an_answer_depends_on_nothing_but_world_request_and_time(world: World) -> None:
    url = "http://www.qingqiao-hao.example/s/10052875.html"
    now = datetime(2026, 1, 10, tzinfo=UTC)
    assert get(world, url, now) == get(load_world(), url, now)


def test_one_feed_is_broken_as_home_made_feeds_are(world: World) -> None:
    feed = get(world, "http://www.qingdu-hot.example/rss", world.days[5]).body
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(feed)
    assert len(feedparser.parse(feed).entries) == 4


def test_search_engines_date_in_no_language_of_feeds(world: World) -> None:
    url = "http://www.xunwei-search.example/search?q=Xiaomi%20KOL"
    assert "<pubDate>周" in get(world, url, world.days[-1]).body.decode()


def test_search_and_lists_know_different_parts_of_the_web(world: World) -> None:
    url = "http://www.xunwei-search.example/search?q=%E5%A4%A7%E7%86%8A"
    found = {e.link for e in feedparser.parse(get(world, url, world.days[4]).body).entries}
    hosts = {link.split("/")[2] for link in found}
    assert "mp.shiqiao-paper.example" in hosts
    assert not world.outlet("shiqiao").catalogued
    assert "flash.shifen-kx.example" not in hosts


def test_json_is_asked_for_conditionally_too(world: World) -> None:
    url = "http://www.qingqiao-hao.example/api/feed"
    etag = get(world, url, world.days[5]).header("ETag")
    assert etag is not None
    assert get(world, url, world.days[5], if_none_match=etag).status == 304
    assert get(world, url, world.days[7], if_none_match=etag).status == 200
