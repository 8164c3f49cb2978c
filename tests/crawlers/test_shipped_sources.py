"""The shipped catalogue: whole, with its provenance, and honest about what was never seen to work."""

import pytest

from crawlers.catalog import SHIPPED_SOURCES, load_catalog
from crawlers.identity import canonical_url, original_url

CATALOG = load_catalog()
FILES = sorted(SHIPPED_SOURCES.glob("*.yaml"))


def test_there_are_many_sources_and_every_kind_of_discovery() -> None:
    assert len(CATALOG) == len(FILES) >= 40
    kinds = {way.kind for source in CATALOG for way in source.discover}
    assert kinds >= {"rss", "listing", "json", "search"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_where_its_facts_come_from(file: object) -> None:
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    head = text.partition("id: ")[0]
    assert head.startswith("# Provenance: ")
    assert any(mark in head for mark in ("[R]", "[P]", "[U]"))


def test_a_source_is_verified_by_looking_only() -> None:
    assert not [source.id for source in CATALOG if source.verified is not None]


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://m.99poke.cn/detail--6655967.html", "https://www.100ec.cn/detail--6655967.html"),
        ("http://www.99poke.cn/zt/xmKOL/", "https://www.100ec.cn/zt/xmKOL/"),
        ("https://m.admirer.cn/dy/article/KIJ1.html", "https://www.163.com/dy/article/KIJ1.html"),
        ("http://gzcsmx.com/article/7.html", "https://www.jiemian.com/article/7.html"),
        ("http://cdmsw.cn/article-7-1.html", "https://www.niaogebiji.com/article-7-1.html"),
        ("http://imgs-b2b.100ec.cn/detail--5.html", "https://www.100ec.cn/detail--5.html"),
        ("https://www.guancha.cn/a/2026_1_s.shtml", "https://www.guancha.cn/a/2026_1.shtml"),
        ("https://udn.com/news/story/7333/92?from=udn-cate", "https://udn.com/news/story/7333/92"),
        ("http://www.boteman.cn/x/1.html", "https://www.boteman.cn/x/1.html"),
    ],
)
def test_copies_and_variants_map_to_the_original(url: str, canonical: str) -> None:
    source = CATALOG.source_for_url(url)
    assert (original_url(url, source) or canonical_url(url, source=source)) == canonical
