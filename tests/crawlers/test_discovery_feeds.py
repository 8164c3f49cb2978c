"""Feeds: clean ones, broken ones, hostile ones, and real ones where they are at hand."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.choice import candidate_of
from crawlers.discovery.feed import read_feed
from crawlers.discovery.found import FoundLink
from tests.crawlers.reading import BASE, RSS, SHANGHAI, links, reason, rss
from warehouse.records import Sighting

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
CORPUS = Path(__file__).parents[2] / "../shared/corpus"


def test_a_feed_yields_clean_links() -> None:
    (first, second) = links(
        rss(
            """<item><title><![CDATA[【快讯】<em>海滨</em>市 &amp; 港口]]></title>
            <link>/a/1.html#c</link><pubDate>Mon, 05 Jan 2026 09:30:00 +0800</pubDate>
            <description>&lt;p&gt;一段&lt;/p&gt; 话</description><source url='x'>晨光社</source></item>
            <item><guid>https://www.haibin.example/a/2.html</guid><pubDate>2026-01-05 09:30</pubDate></item>
            <item><title>no link</title></item>"""
        ),
        **RSS,
    )
    assert first == FoundLink(
        url="https://www.haibin.example/a/1.html",
        title="【快讯】海滨市 & 港口",
        summary="一段 话",
        published_at=datetime(2026, 1, 5, 1, 30, tzinfo=UTC),
        credit="晨光社",
    )
    assert second.url == "https://www.haibin.example/a/2.html"
    assert second.published_at == first.published_at


def test_atom_in_gb18030_and_malformed_rss_are_read() -> None:
    atom = """<?xml version="1.0" encoding="gb2312"?><feed xmlns="http://www.w3.org/2005/Atom">
    <entry><title>镕</title><link href="https://a.example/1"/></entry></feed>""".encode("gb18030")
    assert links(atom, **RSS)[0].title == "镕"
    broken = rss("<item><title>A & B</title><link>https://a.example/1</link></item>")[:-20]
    assert links(broken, **RSS)[0].url == "https://a.example/1"


@pytest.mark.parametrize(
    ("dates", "is_announced"),
    [
        (
            "<published>2026-01-05T09:30:00Z</published><updated>2026-01-05T09:30:00Z</updated>",
            True,
        ),
        (
            "<published>2026-01-05T09:30:00Z</published><updated>2026-01-06T09:30:00Z</updated>",
            True,
        ),
        ("<updated>2026-01-05T09:30:00Z</updated>", False),
    ],
)
def test_a_feed_announces_when_an_article_was_published_and_not_when_it_changed(
    dates: str, is_announced: bool
) -> None:
    entry = f'<entry><title>A</title><link href="https://a.example/1"/>{dates}</entry>'
    (link,) = links(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode(), **RSS)
    sighting = Sighting(link.url, "a", link.title, NOON, "rss", published_at=link.published_at)
    announced = candidate_of(sighting, link.updated_at).published_at
    assert announced == (datetime(2026, 1, 5, 9, 30, tzinfo=UTC) if is_announced else None)


def test_a_silent_feed_is_empty_and_other_things_are_failures() -> None:
    assert links(rss(""), **RSS) == ()
    assert reason("", **RSS) == "the feed is empty"
    assert reason("<html><body>404</body></html>", **RSS).startswith("not a feed")
    assert reason("/etc/passwd", **RSS).startswith("not a feed")


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("head", [BOMB, f"<!-- <a> -->{BOMB}", BOMB.replace("ENTITY", "Entity")])
def test_entity_bombs_are_refused_by_name(head: str) -> None:
    item = "<item><title>&b;</title></item>"
    assert "entities" in reason(rss(item, head), **RSS)
    assert "entities" in reason(rss(item, head).encode("utf-16"), **RSS)
    sitemap = f"<?xml version='1.0'?>{head}<urlset><url><loc>&b;</loc></url></urlset>"
    assert "entities" in reason(sitemap, sitemap="https://a.example/s.xml")


def test_a_text_about_entities_is_no_bomb() -> None:
    item = (
        "<item><title><![CDATA[what <!ENTITY does]]></title><link>https://a.example/1</link></item>"
    )
    assert len(links(rss(item, "<!DOCTYPE rss>"), **RSS)) == 1


def real_feeds() -> list[dict[str, Any]]:
    lines = CORPUS / "feeds.jsonl"
    return [json.loads(line) for line in lines.read_text().splitlines()] if lines.exists() else []


@pytest.mark.skipif(not real_feeds(), reason="the evaluation corpus is not beside the project")
def test_real_feeds_are_read_in_full() -> None:
    for feed in real_feeds():
        body = (CORPUS / feed["file"]).read_bytes()
        found = read_feed(body, feed["feed_link"] or BASE, zone=SHANGHAI)
        assert isinstance(found, tuple), feed["file"]
        assert len(found) >= feed["entries"] * 0.9, feed["file"]
        dated = sum(link.published_at is not None for link in found)
        assert dated >= feed["dated_entries"] * 0.9
        assert all(link.title for link in found)


@pytest.mark.skipif(not real_feeds(), reason="the evaluation corpus is not beside the project")
def test_real_series_are_successive_days_of_one_feed() -> None:
    for series in ("bjnews", "infzm"):
        seen: set[str] = set()
        for file in sorted((CORPUS / "feeds").glob(f"series_{series}.*.xml")):
            found = read_feed(file.read_bytes(), BASE, zone=SHANGHAI)
            assert isinstance(found, tuple)
            seen |= {link.url for link in found}
        assert len(seen) > 25


# Listings
