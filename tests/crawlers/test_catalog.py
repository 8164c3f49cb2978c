from pathlib import Path

import pytest

from crawlers.catalog import Catalog, CatalogError, Source, load_catalog

WHOLE = r"""
id: haibin
name: 海滨日报
homepage: https://www.haibin.example/
kind: media
language: zh-Hant
timezone: Asia/Taipei
hosts: [haibin-news.example]
discover:
  - rss: https://www.haibin.example/feed
  - sitemap: https://www.haibin.example/sitemap.xml
    match: "/2026/"
  - listing: https://www.haibin.example/list
    links: "#list h2 a"
    pages: {url: "https://www.haibin.example/list?page={page}", limit: 3}
  - json: https://www.haibin.example/api
    method: POST
    body: '{"channel": 1}'
    headers: {app-version: web1.0}
    embedded: "window.data=(\\[.*?\\]);"
    items: data.list
    url: join('', ['https://www.haibin.example/', to_string(id)])
    published: time
  - search: https://www.haibin.example/search?q={query}
layouts:
  - title: h1
    body: "#paragraph"
    published: {regex: '"pubDate": "([^"]+)"'}
    credit: {json: article.origin, embedded: "STATE=(\\{.*?\\});"}
    author: {css: "meta[name=author]", attribute: content}
    drop: [".share"]
  - until: 2023-05-01
    body: "#content"
crawl: {delay: 0.5, max_pages: 20}
fetch: promising
verified: null
"""


def write(folder: Path, name: str, content: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(content, encoding="utf-8")


def minimal(name: str, **more: str) -> str:
    lines = {"id": name, "name": name, "homepage": f"https://www.{name}.example/", "kind": "media"}
    return "".join(f"{key}: {value}\n" for key, value in (lines | more).items())


def reasons(tmp_path: Path, content: str) -> str:
    write(tmp_path, "haibin", content)
    with pytest.raises(CatalogError) as caught:
        load_catalog(tmp_path)
    return str(caught.value)


def test_a_whole_source_is_read(tmp_path: Path) -> None:
    write(tmp_path, "haibin", WHOLE)
    source = load_catalog(tmp_path).get("haibin")
    assert source is not None
    assert [(way.kind, way.form) for way in source.discover] == [
        ("rss", "feed"),
        ("sitemap", "sitemap"),
        ("listing", "listing"),
        ("json", "json"),
        ("search", "feed"),
    ]
    assert source.layouts[0].title is not None
    assert source.layouts[0].title.css == "h1"
    assert source.crawl.concurrency == 1
    assert Source.model_validate_json(source.model_dump_json()) == source


def test_the_home_folder_overrides_by_id(tmp_path: Path) -> None:
    write(tmp_path / "shipped", "one", minimal("one"))
    write(tmp_path / "shipped", "two", minimal("two"))
    write(tmp_path / "home", "two", minimal("two", kind="portal"))
    catalog = load_catalog(tmp_path / "shipped", tmp_path / "home")
    assert [(source.id, source.kind) for source in catalog] == [("one", "media"), ("two", "portal")]
    assert len(load_catalog(tmp_path / "shipped", tmp_path / "absent")) == 2


def test_a_url_belongs_to_the_most_specific_site(tmp_path: Path) -> None:
    write(tmp_path, "sina", minimal("sina"))
    write(tmp_path, "fin", minimal("fin", homepage="https://finance.sina.example/"))
    write(tmp_path, "two", minimal("two", hosts="[second.example]"))
    catalog = load_catalog(tmp_path)

    def found(url: str) -> str | None:
        source = catalog.source_for_url(url)
        return source.id if source else None

    assert found("https://tech.sina.example/a") == "sina"
    assert found("https://cj.finance.sina.example/a") == "fin"
    assert found("http://www.second.example:8080/a") == "two"
    assert found("https://notsina.example/") is None
    assert found("http://[broken") is None
    assert Catalog({}).source_for_url("https://a.example/") is None


def test_hosts_may_be_written_in_chinese(tmp_path: Path) -> None:
    write(tmp_path, "one", minimal("one", homepage="https://www.新闻.例子/", hosts="[要闻.例子]"))
    catalog = load_catalog(tmp_path)
    for host in (
        "www.xn--efvy88h.xn--fsqu00a",
        "新闻.例子",
        "m.要闻.例子.",
        "XN--EFVY88H.xn--fsqu00a",
    ):
        source = catalog.source_for_url(f"http://{host}/a/1.html")
        assert source is not None, host
    assert catalog.source_for_url("http://旧闻.例子/") is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("kind: media", "kind: blog"), "kind: should be 'media', 'portal'"),
        (("Asia/Taipei", "Asia/Nowhere"), "timezone: there is no time zone 'Asia/Nowhere'"),
        (("Asia/Taipei", "../etc"), "timezone: there is no time zone"),
        (("rss: https://www.haibin.example", "rss: https://a.example:99999"), "Port out of range"),
        (("rss: https://", "rss: https://me:secret@"), "does not belong into a file"),
        (("rss: https", "rss: ftp"), "discover[0].rss: is not a web address"),
        (('"#list h2 a"', '"#list >> a"'), "discover[2].links: is not a CSS selector"),
        (('"/2026/"', '"(2026"'), "discover[1].match: is not a regular expression"),
        (("data.list", "data..list"), "discover[3]: items:"),
        (("items: data.list", "items: null"), "discover[3]: json needs items and url"),
        (("links:", "link:"), "discover[2].link: unknown key"),
        (("method: POST", "method: GET"), "discover[3]: body needs method: POST"),
        (("q={query}", "q="), "a search address must contain {query}"),
        (("title: h1", "title: 'h1['"), "layouts[0].title.css: is not a CSS selector"),
        (("regex: '", "regexp: '"), "layouts[0].published.regexp: unknown key"),
        (("delay: 0.5", "delay: -1"), "crawl.delay: should be greater than or equal to 0"),
        (("verified: null", "verified: 2026-13-01"), "verified:"),
        (("page={page}", "page=2"), "discover[2].pages: url must contain {page}"),
        (("listing: ", "rss: https://a.example/\n    listing: "), "discover[2]: needs exactly one"),
        (("fetch: promising", "mirror_of: [{pattern: a, original: b}]"), "mirror_of[0]: original:"),
        (
            (
                "fetch: promising",
                r'mirror_of: [{pattern: "/a", original: "https://a.example/\\1"}]',
            ),
            "original: invalid group reference",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    assert change[0] in WHOLE
    message_given = reasons(tmp_path, WHOLE.replace(*change))
    assert message in message_given
    assert message_given.startswith(f"{tmp_path}/haibin.yaml: ")


def test_every_mistake_of_every_file_is_in_one_message(tmp_path: Path) -> None:
    write(tmp_path, "one", minimal("one", kind="blog", colour="red"))
    write(tmp_path / "home", "two", minimal("three"))
    with pytest.raises(CatalogError) as caught:
        load_catalog(tmp_path, tmp_path / "home")
    message = str(caught.value)
    assert len(message.splitlines()) == 3
    assert "one.yaml: colour: unknown key" in message
    assert "two.yaml: id: must be the file name" in message
