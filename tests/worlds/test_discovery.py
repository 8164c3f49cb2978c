"""Every way of announcing pages, as badly as outlets do it; every end that a request can have."""

import gzip
import json
from typing import Any

import pytest

from tests.worlds.pages import rss
from tests.worlds.recall import INCIDENT, outlet, page, report
from tests.worlds.world import HTML, JSON, XML, Answer, Web, World, missing, moved

ATOM = (
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:base='{0}/a/'><title>x</title>"
    "<link rel='self' href='{0}/rss.xml'/><entry><title type='html'>&lt;b&gt;驰岚&lt;/b&gt;</title>"
    "<link rel='alternate' href='{1}.html'/><id>1</id></entry><entry><title>t</title>"
    "<link href='/a/{2}.html'/><id>2</id></entry></feed>"
)
MALFORMED = (
    "\n\n<?xml version='1.0' encoding='utf-8'?><rss><channel><title>A & B</title><item><title>驰岚 & 召回 &nbsp;"
    "</title><link>{0}/a/{1}.html</link></item><item><title>驰岚</title><link>{0}/a/{2}.html?x=1&y=2</link>"
    "<description>坏<p></description></item>"
)
DECLARED = (
    "<?xml version='1.0' encoding='gb2312'?><rss version='2.0'><channel><title>喆</title><item>"
    "<title>驰岚胡喆侯</title><link>{0}/a/{1}.html</link></item></channel></rss>"
)
INDEX = (
    "<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap>"
    "<loc>{0}/s1.xml.gz</loc><lastmod>2026-03-03</lastmod></sitemap><sitemap><loc>{0}/news.xml</loc></sitemap>"
    "<sitemap><loc>{0}/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>"
)
URLSET = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{0}/a/{1}.html</loc>"
    "<lastmod>2026-03-03T01:00Z</lastmod></url><url><loc>{0}/a/1.html</loc><lastmod>2019-03-03</lastmod></url></urlset>"
)
NEWS = (
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
    "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{0}/a/{2}.html</loc><news:news>"
    "<news:publication_date>2026-03-03T09:00:00+08:00</news:publication_date><news:title>驰岚新闻</news:title>"
    "</news:news></url></urlset>"
)
LIST = (
    "<html><head><base href='{0}/a/'><title>L</title></head><body><div class='l'><a href='{1}.html'>驰岚汽车的消息</a>"
    "<a href='/about.html'>关于我们的介绍</a></div><a class='next' href='/list/2'>下一页</a></body></html>"
)
STATE = '<html><script>window.__DATA__ = {{"items": [{{"kind": "news", "u": "/a/{1}.html"}}, {{"kind": "ad", "u": "/ad"}}]}};</script><body>首页</body></html>'


def json_way(**more: Any) -> list[dict[str, Any]]:
    return [{"items": "data.list", "url": "u", **more}]


# name: how the source is described, and what lies where; {0} is its site, {1} and {2} are numbers of articles.
WAYS: dict[str, tuple[list[dict[str, Any]] | None, dict[str, tuple[str, str]], int]] = {
    "malformed": (None, {"/rss.xml": (MALFORMED, HTML)}, 2),
    "atom": (None, {"/rss.xml": (ATOM, XML)}, 2),
    "declared": (None, {"/rss.xml": (DECLARED, "text/xml; charset=gb2312")}, 1),
    "sitemaps": (
        [{"sitemap": "{0}/index.xml"}],
        {"/index.xml": (INDEX, XML), "/s1.xml.gz": (URLSET, "application/x-gzip"), "/news.xml": (NEWS, XML)},
        2,
    ),
    "listing": (
        [{"listing": "{0}/list/", "links": ".l a", "match": r"/a/\d+\.html$", "pages": {"next": "a.next"}}],
        {"/list/": (LIST, HTML), "/list/2": (LIST.replace("{1}", "{2}"), HTML)},
        2,
    ),
    "numbered": (
        [{"listing": "{0}/l", "links": "li a", "pages": {"url": "{0}/l?page={page}", "limit": 2}}],
        {"/l": ("<ul><li><a href=/a/{1}.html>驰岚</a></ul>", HTML), "/l?page=2": ("<ul><li><a href=/a/{2}.html>驰岚</a></ul>", HTML)},
        2,
    ),
    "api": (
        [{"json": "{0}/api?page=1", "items": "result.data[]", "url": "join('', ['/a/', to_string(id), '.html'])",
          "title": "title", "published": "time", "headers": {"X-Token": "k"}}],
        {"/api?page=1": ('{{"result": {{"data": [{{"id": {1}, "title": "驰岚<em>召回</em>", "time": 1772500000000}}]}}}}', "text/plain")},
        1,
    ),
    "posted": (
        json_way(json="{0}/api", method="POST", body='{"p": 1}', headers={"Content-Type": JSON}),
        {"/api": ('{{"data": {{"list": [{{"u": "//www.posted.example/a/{1}.html"}}]}}}}', JSON)},
        1,
    ),
    "embedded": (
        [{"json": "{0}/", "embedded": r"__DATA__\s*=\s*(\{.*\})", "items": "items[?kind=='news']", "url": "u"}],
        {"/": (STATE, HTML)},
        1,
    ),
    "searched": (
        [{"search": "{0}/s?q={query}"}],
        {"/s?q=%E9%A9%B0%E5%B2%9A%20%E5%8F%AC%E5%9B%9E": (DECLARED.replace("gb2312", "utf-8"), XML)},
        1,
    ),
}  # fmt: skip


def described(name: str) -> dict[str, Any]:
    ways = WAYS[name][0]
    if ways is None:
        return outlet(name, f"源{name}")
    site = f"https://www.{name}.example"
    text = json.dumps(ways).replace("{0}", site)
    return outlet(name, f"源{name}", discover=json.loads(text))


def answers(name: str, number: int) -> dict[str, Answer]:
    site = f"https://www.{name}.example"
    web = {}
    for path, (body, kind) in WAYS[name][1].items():
        text = body.format(site, number, number + 1)
        data = text.encode("gb18030" if "gb2312" in kind else "utf-8")
        packed = gzip.compress(data) if path.endswith(".gz") else data
        web[f"{site}{path}"] = Answer(packed, 200, kind)
    return web


SITE = "https://www.fates.example"
FATES: dict[str, tuple[str, Answer | str | None, str, str]] = {
    # name: address, answer, outcome on the first and on the second day
    "fine": ("/a/900001.html", page("驰岚一", report(81), "2026-03-03 09:12"), "fetched", "fetched"),
    "other": ("/a/900002.html", page("别的一", ["天晴了，集市照常开放，人们买了很多蔬菜和水果，傍晚才散。"] * 2, "2026-03-03"), "fetched", "known"),
    "missing": ("/a/900003.html", missing(), "http_error", "http_error"),
    "large": ("/a/900004.html", Answer(b"<html>" + b"x" * (9 << 20)), "too_large", "known"),
    "pdf": ("/a/900005.pdf", Answer(b"%PDF-1.4", 200, "application/pdf"), "wrong_type", "known"),
    "disguised": ("/a/900006.html", Answer(b"%PDF-1.4"), "wrong_type", "known"),
    "blank": ("/a/900007.html", Answer(b"  "), "empty_body", "known"),
    "loop": ("/a/900008.html", moved("/a/900008.html?again=1"), "redirect_loop", "known"),
    "chain": ("/hop/0", moved("/hop/1"), "redirect_loop", "known"),
    "scheme": ("ftp://www.fates.example/a", None, "refused_scheme", "known"),
    "inside": ("http://127.0.0.1/a", None, "refused_address", "known"),
    "metadata": ("/a/900009.html", moved("http://169.254.169.254/latest"), "refused_address", "known"),
    "private": ("/private/900010.html", None, "robots_disallowed", "known"),
    "shell": ("/a/900011.html", "<html><body><div id=root></div><script src=/app.js></script></body></html>", "needs_browser", "known"),
    "broken": ("/a/900012.html", missing(500), "http_error", "http_error"),
    "later": ("/a/900013.html", page("驰岚二", report(82), "2026-03-03 09:12"), "budget_spent", "fetched"),
}  # fmt: skip


def place(name: str) -> str:
    address = FATES[name][0]
    return f"{SITE}{address}" if address.startswith("/") else address


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, dict[str, str], dict[str, str]]:
    """A home after two days of one web, with the outcomes of the first and of the second day."""
    fates = outlet("fates", "终局", crawl={"delay": 0.0, "max_pages": len(FATES) - 2})
    sources = [*map(described, WAYS), fates]
    names = [source["id"] for source in sources]
    world = World(tmp_path_factory.mktemp("ways"), sources, INCIDENT | {"sources": names})
    web: dict[str, Answer | bytes | str] = {
        f"{SITE}/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n", 200, "text/plain"),
        f"{SITE}/rss.xml": rss((place(name), f"驰岚 {name}") for name in FATES),
        f"{SITE}/a/900008.html?again=1": moved("/a/900008.html"),
    }
    web |= {f"{SITE}/hop/{n}": moved(f"/hop/{n + 1}") for n in range(1, 9)}
    web |= {place(name): one[1] for name, one in FATES.items() if one[1] is not None}
    for number, name in enumerate(WAYS):
        web |= answers(name, 800_000 + 10 * number)
        for story, url in enumerate(pages_of(name, number), 100 + 10 * number):
            web[url] = page(f"驰岚汽车消息 {story}", report(story), "2026-03-03 09:12")
    shown: Web = web
    runs = [world.day(f"2026-03-0{day}T20:00+08:00", shown) for day in (3, 4)]
    return world, world.outcomes(runs[0]), world.outcomes(runs[1])


def pages_of(name: str, number: int) -> list[str]:
    first, count = 800_000 + 10 * number, WAYS[name][2]
    urls = [f"https://www.{name}.example/a/{first + n}.html" for n in range(count)]
    return [*urls[:-1], f"{urls[-1]}?x=1&y=2"] if name == "malformed" else urls


Lived = tuple[World, dict[str, str], dict[str, str]]


@pytest.mark.parametrize("name", WAYS)
def test_every_way_leads_to_the_articles(lived: Lived, name: str) -> None:
    world, first, _ = lived
    expected = pages_of(name, list(WAYS).index(name))
    site = f"https://www.{name}.example/"
    assert {url: how for url, how in first.items() if url.startswith(site)} == dict.fromkeys(
        expected, "fetched"
    )
    covered = world.rows("select url from coverage where source_id = $1 order by url", name)
    assert [url for (url,) in covered] == sorted(expected)
    counts = world.rows("select sum(link_count) from sightings where source_id = $1", name)
    assert counts == [(len(expected),)]
    assert world.rows("select distinct status from completeness where source_id = $1", name) == [
        ("ok",)
    ]


@pytest.mark.parametrize("name", FATES)
def test_every_request_ends_by_name_and_is_not_made_again_in_vain(lived: Lived, name: str) -> None:
    _, first, second = lived
    assert (first[place(name)], second[place(name)]) == FATES[name][2:]


def test_a_url_has_one_fate_in_a_run(lived: Lived) -> None:
    query = "select url, run_id from fetches group by all having count(*) > 1"
    assert lived[0].rows(query) == []


def test_failures_make_a_day_partial(lived: Lived) -> None:
    query = "select status, fetched, failed from completeness where source_id = 'fates' order by seen_on"
    first, second = lived[0].rows(query)
    assert first == ("partial", 2, len(FATES) - 2)
    assert second[0] == "partial"
