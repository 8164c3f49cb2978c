import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.catalog import Source
from crawlers.domain import registrable_domain
from crawlers.identity import canonical_url, document_id, original_url, page_number

HOST = "www.haibin-daily.example"

MIRROR = Source.model_validate(
    {
        "id": "mirror",
        "name": "镜像",
        "homepage": "http://www.copy.example/",
        "kind": "mirror",
        "mirror_of": [
            {"pattern": r"/detail--(\d+)\.html", "original": r"https://www.first.example/d-\1.html"}
        ],
    }
)
OUTLET = Source.model_validate(
    {
        "id": "outlet",
        "name": "海滨",
        "homepage": "https://haibin.example/",
        "kind": "media",
        "variants": [{"pattern": r"(/.+)_s\.shtml", "original": r"https://haibin.example\1.shtml"}],
    }
)

SAME = [
    ("http://{h}/a/12345.html", "https://{h}/a/12345.html"),
    ("HTTP://WWW.Haibin-Daily.Example:80/a/12345.html#top", "https://{h}/a/12345.html"),
    ("//{h}:443/a/1.html", "https://{h}/a/1.html"),
    ("https://{h}/a?id=7&utm_source=x&spm=1.2.3&from=timeline", "https://{h}/a?id=7"),
    ("https://{h}/p/7f0?from=channel&share_id=ab1", "https://{h}/p/7f0"),
    ("https://{h}/p/7f0?ref=hot-list", "https://{h}/p/7f0"),
    ("https://{h}/p/7f0?from=index_3", "https://{h}/p/7f0"),
    ("https://{h}/a?b=2&a=1", "https://{h}/a?a=1&b=2"),
    ("https://{h}/news/index.html", "https://{h}/news/"),
    ("https://{h}", "https://{h}/"),
    ("https://m.haibin-daily.example/a/1.html", "https://{h}/a/1.html"),
    ("https://wap.haibin-daily.example/a/1.html", "https://{h}/a/1.html"),
    ("https://{h}/a/12345/amp/", "https://{h}/a/12345/"),
    ("https://{h}/a/12345.amp.html", "https://{h}/a/12345.html"),
    ("https://{h}/a/12345?print=1", "https://{h}/a/12345"),
    ("https://{h}/n1/2026/0105/c1004-40637891-2.html", "https://{h}/n1/2026/0105/c1004-40637891.html"),
    ("https://{h}/dy/KIJ0511ABCDE12_3.html", "https://{h}/dy/KIJ0511ABCDE12.html"),
    ("https://{h}/文章/%e4%bd%a0.html", "https://{h}/%E6%96%87%E7%AB%A0/%E4%BD%A0.html"),
    ("https://user:secret@{h}/a/1.html", "https://{h}/a/1.html"),
    ("https://{h}/a/1.html;jsessionid=FF00", "https://{h}/a/1.html"),
    (" https://{h}/a/\n1.html ", "https://{h}/a/1.html"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "canonical"), SAME)
def test_variants_of_one_article_meet(url: str, canonical: str) -> None:
    assert canonical_url(url.format(h=HOST)) == canonical.format(h=HOST)


DIFFERENT = [
    ("https://{h}/view?id=1", "https://{h}/view?id=2"),
    ("https://{h}/?p=12", "https://{h}/?p=13"),
    ("https://{h}/view?from=1001", "https://{h}/view?from=1002"),
    ("https://{h}/index.php?page=12", "https://{h}/index.php?page=13"),
    ("https://{h}/20260105_2.html", "https://{h}/20260105_3.html"),
    ("https://{h}/list/20260105?page=2", "https://{h}/list/20260105"),
    ("https://{h}/a/1234567.html?page=2026", "https://{h}/a/1234567.html"),
    ("https://{h}/tag/12?page=2", "https://{h}/tag/12"),
    ("https://{h}/news_2.html", "https://{h}/news.html"),
    ("https://{h}/a/t20260105_2.html", "https://{h}/a/t20260105.html"),
    ("https://{h}:8080/a", "https://{h}/a"),
    ("https://a.haibin-daily.example/1", "https://b.haibin-daily.example/1"),
    ("https://{h}/A1.html", "https://{h}/a1.html"),
    ("https://{h}/amp/", "https://{h}/"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one.format(h=HOST)) != canonical_url(other.format(h=HOST))


DECLARED = [
    ("https://{h}/a/12345.html?x=1", "/a/12345.html", True),
    ("https://{h}/p/12345", "https://news.haibin-daily.example/2026/01/05/12345.html", True),
    ("https://{h}/latest-statement", "https://{h}/2026/latest-statement.html", True),
    ("https://{h}/a/12345.html", "https://{h}/", False),
    ("https://{h}/a/12345.html", "https://{h}/index.html", False),
    ("https://{h}/a/12345.html", "https://{h}/a/", False),
    ("https://{h}/a/12345.html", "https://{h}/a/12346.html", False),
    ("https://{h}/2026/0105/123.html", "https://{h}/2026/0105/124.html", False),
    ("https://{h}/view?id=123", "https://{h}/view?id=124", False),
    ("https://{h}/view?id=123", "https://{h}/view", False),
    ("https://{h}/a/12345.html", "https://elsewhere.example/a/12345.html", False),
    ("https://{h}/a/12345.html", "javascript:void(0)", False),
    ("https://{h}/a/12345.html", "http://[broken", False),
    ("https://{h}/a/12345.html", "  ", False),
]


@pytest.mark.parametrize(("url", "declared", "believed"), DECLARED)
def test_a_declared_address_is_believed_when_plausible(
    url: str, declared: str, believed: bool
) -> None:
    url, declared = url.format(h=HOST), declared.format(h=HOST)
    result = canonical_url(url, declared=declared)
    assert (result != canonical_url(url) or result == canonical_url(declared)) is believed


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/a/1234567.html", 1),
        ("/a/1234567_2.html", 2),
        ("/a/1234567-3.shtml?from=rss", 3),
        ("/a/1234567.html?page=4&x=1", 4),
        ("/a/1234567?p=50", 50),
        ("/a/1234567.html?page=51", 1),
        ("/list?page=2", 1),
        ("/20260105_2.html", 1),
        ("/?p=3", 1),
    ],
)
def test_later_pages_are_the_same_article(path: str, number: int) -> None:
    url = f"https://{HOST}{path}"
    assert page_number(url) == number
    first = canonical_url(url)
    assert page_number(first) == 1
    if number > 1:
        assert first in {
            f"https://{HOST}/a/1234567{end}" for end in (".html", ".shtml", "", ".html?x=1")
        }


def test_two_names_on_one_platform_are_two_sites() -> None:
    url, declared = "https://one.substack.com/p/story-1", "https://two.substack.com/p/story-1"
    assert canonical_url(url, declared=declared) == url
    assert registrable_domain("news.sina.com.cn") == "sina.com.cn"
    assert registrable_domain("www.36kr.com") == "36kr.com"


def test_a_mirror_maps_to_its_original_from_every_host() -> None:
    for host in ("www.copy.example", "m.copy.example", "copy.example"):
        url = f"http://{host}/detail--42.html?spm=1"
        assert original_url(url, MIRROR) == "https://www.first.example/d-42.html"
    assert original_url("https://www.copy.example/about.html", MIRROR) is None
    assert original_url("https://www.other.example/detail--42.html", MIRROR) is None
    assert original_url("https://haibin.example/a.shtml", OUTLET) is None


def test_a_copy_at_a_mirror_is_one_article_on_all_its_hosts_and_not_the_original() -> None:
    hosts = ("www.copy.example", "m.copy.example", "copy.example")
    urls = {canonical_url(f"http://{host}/detail--42.html", source=MIRROR) for host in hosts}
    assert urls == {"https://www.copy.example/detail--42.html"}


def test_an_outlet_has_one_host_and_one_variant() -> None:
    for host in ("www.haibin.example", "m.haibin.example", "haibin.example"):
        assert canonical_url(f"http://{host}/a_s.shtml", source=OUTLET) == (
            "https://haibin.example/a.shtml"
        )


def test_an_id_is_32_hexadecimal_digits() -> None:
    assert re.fullmatch("[0-9a-f]{32}", document_id("https://a.example/"))
    assert document_id("https://a.example/\ud800")


PIECES = st.sampled_from(
    ["http", "https", ":", "//", "/", "?", "#", "&", "=", ";", "@", "[", "]", "%", "%2", "%zz", "%e4%bd%a0", "m.", "www.", "wap.", "a.example", "copy.example", "index.html", "amp", "/amp/", ".amp", "_2", "-3", ".html", "12345678", "KIJ0511ABCDE12", "utm_x=", "id=7", "�", "你好", "jsessionid", ":80", ":99999", ":x", "127.0.0.1", "[::1]", "xn--", "。", "İ", "ß", "..", "detail--", "_s.shtml"]
)  # fmt: skip
URLS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES).map(
    lambda pieces: "https://www.copy.example/" + "".join(pieces)))  # fmt: skip


@given(URLS, st.one_of(st.none(), URLS), st.sampled_from([None, MIRROR, OUTLET]))
def test_identity_is_total_and_idempotent(
    url: str, declared: str | None, source: Source | None
) -> None:
    once = canonical_url(url, declared=declared, source=source)
    assert canonical_url(once, source=source) == once
    assert canonical_url(once) == canonical_url(canonical_url(once))
    document_id(once)


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_ids_are_never_merged(one: int, other: int) -> None:
    for shape in ("https://{h}/a/{n}.html", "https://{h}/?p={n}", "https://{h}/d--{n}.html"):
        first, second = (canonical_url(shape.format(h=HOST, n=n)) for n in (one, other))
        assert (first == second) is (one == other)
