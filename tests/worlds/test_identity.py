"""One article has many addresses: an outlet that prints, shares and lies about them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.identity import canonical_url, document_id
from crawlers.source import Source
from tests.worlds.dairy import INCIDENT, outlet
from tests.worlds.pages import article, report, rss
from tests.worlds.world import Web, World, moved

SITE = "https://www.courier.example"
COURIER = Source.model_validate(outlet("courier"))
ONE = {
    f"{SITE}/news/2026/05/04/story-812345.html": """
        http://www.courier.example/news/2026/05/04/story-812345.html
        https://WWW.Courier.example:443/news/2026/05/04/story-812345.html
        http://courier.example:80/news/2026/05/04/story-812345.html#comments
        https://m.courier.example/news/2026/05/04/story-812345.html
        {s}/amp/news/2026/05/04/story-812345.html {s}/news/2026/05/04/story-812345.html?amp=1
        {s}/news/2026/05/04/story-812345.amp.html {s}/news/2026/05/04/story-812345.html/amp
        https://www-courier-example.cdn.ampproject.org/c/s/www.courier.example/news/2026/05/04/story-812345.html
        {s}/news/2026/05/04/story-812345.html?utm_source=x&utm_medium=rss&fbclid=IwAR0
        {s}/news/2026/05/04/story-812345.html?sid=0f2a9c8d7e6b5a41
        {s}/news/2026/05/04/story-812345.html;jsessionid=ABCDEF012345
        {s}/news/2026/05/04/story%2D812345.html {s}//news/2026/05/./04/x/../story-812345.html
        {s}/news/2026/05/04/story-812345.html?_t=1700000000 {s}/news/2026/05/04/story-812345.html?r=0.83712
        {s}/news/2026/05/04/story-812345_2.html {s}/news/2026/05/04/story-812345.html?page=2
        {s}/print/news/2026/05/04/story-812345.html {s}/news/2026/05/04/story-812345.html?format=print
        {s}/news/2026/05/04/story-812345_print.html {s}/news/2026/05/04/story-812345_1.html""",
    f"{SITE}/2026/05/dairy-recall/": """
        {s}/2026/05/dairy-recall {s}/2026/05/dairy-recall/index.html {s}/2026/05/dairy-recall/amp/
        {s}/2026/05/dairy-recall/2/ {s}/2026/05/dairy-recall/?page=2 {s}/2026/05/dairy-recall/print/""",
    f"{SITE}/food/30025.html": """
        {s}/food/30025_2.html {s}/food/30025_3.html?spm=a1.2 {s}/food/30025.html?page=2""",
    f"{SITE}/show.php?id=812345": """
        {s}/show.php?id=812345&from=rss {s}/show.php?utm_source=x&id=812345 {s}/show.php?id=812345&page=3""",
}
APART = """
    {s}/news/2026/05/ {s}/news/2026/05/2/ {s}/news/2026/05/04/ {s}/list.php?cid=12&page=2 {s}/list.php?cid=12
    {s}/show.php?id=12&page=2 {s}/show.php?id=12 {s}/news/2026/05/04/story-2.html {s}/news/2026/05/04/story-3.html
    {s}/tag/30025?page=2 {s}/tag/30025 {s}/food/3002_2.html {s}/food/3002.html
    {s}/tag/cheese/2/ {s}/tag/cheese/ {s}/news/202605_2.html {s}/news/202605.html {s}/print {s}/ {s}/amp
    {s}/2026/05/dairy-recall-2/ {s}/2026/05/dairy-recall/ {s}/view?t=12 {s}/view?t=13 {s}/shop?type=mobile
    {s}/shop?type=garden {s}/2026/05/04/1234.html {s}/2026/05/04/1235.html"""


@pytest.mark.parametrize(
    ("first", "variant"),
    [(first, url.format(s=SITE)) for first, urls in ONE.items() for url in urls.split()],
)
def test_variants_name_one_article(first: str, variant: str) -> None:
    ids = {document_id(canonical_url(url, source=COURIER)) for url in (first, variant)}
    assert len(ids) == 1, canonical_url(variant, source=COURIER)


def test_other_addresses_stay_apart() -> None:
    urls = APART.format(s=SITE).split()
    ids = {document_id(canonical_url(url, source=COURIER)): url for url in urls}
    assert sorted(ids.values()) == sorted(urls)


DECLARED = {
    "/news/2026/05/04/plain-700001.html": ("/news/2026/05/04/plain-700001.html", 1),
    "/mobile.php?id=700002": (f"{SITE}/news/2026/05/04/mobile-700002.html", 2),
    "/news/2026/05/04/mobile-700002.html": (f"{SITE}/news/2026/05/04/mobile-700002.html", 2),
    "/news/2026/05/04/home-700003.html": ("/", 3),
    "/news/2026/05/04/elsewhere-700004.html": ("https://other.example/a-700004.html", 4),
    "/news/2026/05/04/section-700005.html": ("/news/", 5),
    "/news/2026/05/04/neighbour-700006.html": ("/news/2026/05/04/plain-700001.html", 6),
}


def test_each_article_is_one_document_whatever_it_says_of_itself(tmp_path: Path) -> None:
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    web: Web = {
        f"{SITE}{path}": article(
            f"Marlowe Dairy, part {story}",
            report(story),
            "4 May 2026 09:30",
            head=f'<link rel="canonical" href="{declared}">',
        )
        for path, (declared, story) in DECLARED.items()
    }
    at = datetime.fromisoformat("2026-05-04T15:00+00:00")
    world.ingest(world.capture(at, web), as_of=at)
    rows = world.rows("select title, version_count from coverage order by title")
    assert rows == [(f"Marlowe Dairy, part {story}", 1) for story in range(1, 7)]
    assert world.rows("select * from revisions") == []


def test_addresses_that_a_day_shows_twice_are_fetched_once(tmp_path: Path) -> None:
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    first, *variants = asked = [
        f"{SITE}/news/2026/05/04/story-812345.html",
        f"{SITE}/news/2026/05/04/story-812345.html?utm_source=rss",
        "https://m.courier.example/news/2026/05/04/story-812345.html",
        f"{SITE}/amp/news/2026/05/04/story-812345.html",
    ]
    page = article("Marlowe Dairy in court", report(5), "4 May 2026 09:30")
    feed = rss((url, "Marlowe Dairy in court") for url in asked)
    web: Web = {f"{SITE}/feed": feed} | dict.fromkeys(asked, page)
    run = world.day("2026-05-04T20:00+01:00", web)
    assert world.outcomes(run) == {first: "fetched"} | dict.fromkeys(variants, "known")
    assert world.rows("select url, version_count from coverage") == [(first, 1)]


def test_the_parts_of_an_article_are_one_text_on_every_day(tmp_path: Path) -> None:
    """An archive of two days holds each part twice; the second day's first part was edited."""
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    name = f"{SITE}/news/2026/05/04/story-812345"
    parts = [report(70, 12)[:2], report(70, 12)[2:]]
    edited = [
        parts[0][0].replace("Marlowe Dairy recalled", "Marlowe Dairy withdrew"),
        *parts[0][1:],
    ]
    for day, first in ((4, parts[0]), (5, edited)):
        web: Web = {
            f"{name}_2.html": article("Marlowe Dairy at length", parts[1], "4 May 2026 09:30"),
            f"{name}.html": article("Marlowe Dairy at length", first, "4 May 2026 09:30"),
        }
        at = datetime.fromisoformat(f"2026-05-0{day}T15:00+00:00")
        world.capture(at, web)
    both = tmp_path / "both.warc.gz"
    both.write_bytes(b"".join(path.read_bytes() for path in world.archives))
    world.ingest(both, as_of=at)
    ((text, versions),) = world.rows("select text, version_count from coverage")
    assert text.splitlines() == [*edited, *parts[1]]
    assert versions == 2


def test_article_that_moved_to_another_address_counts_once(tmp_path: Path) -> None:
    """It is edited before and after, comes back from there once, and another story at its address is none of it."""
    world = World(tmp_path, [outlet("courier")], INCIDENT | {"sources": ["courier"]})
    old, new = f"{SITE}/news/a-812345.html", "https://www.thecourier.example/2026/05/a-812345.html"
    merged, other = f"{SITE}/news/b-812346.html", f"{SITE}/news/c-812347.html"
    title = "Marlowe Dairy in court"
    first, second, third = (
        article(title, [*report(5), f"The hearing lasts {hours} hours."], "4 May 2026 09:30")
        for hours in (2, 3, 4)
    )
    web: Web = {
        f"{SITE}/feed": rss((url, "Marlowe Dairy") for url in (old, merged, other)),
        old: first,
        merged: article("Marlowe Dairy sells a plant", report(6), "4 May 2026 10:30"),
        other: article("Marlowe Dairy recalls butter", report(7), "4 May 2026 11:30"),
    }
    asked = "select url, first_seen_at::date::varchar, status from coverage order by url"
    world.day("2026-05-04T20:00+01:00", web)
    world.day("2026-05-05T20:00+01:00", web, {old: second})
    begun = "2026-05-04"
    assert world.rows(asked) == [(url, begun, "live") for url in (old, merged, other)]
    gone: Web = {**web, old: moved(new), new: second, merged: moved(other)}
    world.day("2026-05-07T20:00+01:00", gone)
    assert world.rows(asked) == [
        (merged, begun, "live"),
        (other, begun, "live"),
        (new, begun, "live"),
    ]
    world.day("2026-05-11T20:00+01:00", gone, {new: third})
    edits = "select before, after from revisions inner join coverage using (document_id) order by seen_at"
    assert [(row[0][-8:], row[1][-8:]) for row in world.rows(edits)] == [
        ("2 hours.", "3 hours."),
        ("3 hours.", "4 hours."),
    ]
    related = "select unnest([child_document_id, parent_document_id]) from lineage except select document_id from coverage"
    assert world.rows(related) == []
    assert world.moved_by_reprocessing(datetime(2026, 5, 12, tzinfo=UTC)) == ()
    world.day("2026-06-03T20:00+01:00", web, {old: third, new: moved(old)})
    assert [url for url, *_ in world.rows(asked)] == [old, merged, other]
