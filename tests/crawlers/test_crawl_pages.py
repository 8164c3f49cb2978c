"""Articles in several pages: a relevant one is fetched whole, whatever its pages are called."""

from pathlib import Path

import pytest

from crawlers.discovery.later_pages import read_later_pages
from crawlers.later_pages import MOST_LATER_PAGES
from crawlers.process import crawl_blocking
from flows.clean import clean_page, join_pages
from tests.crawlers.web import Answer, Landed, Web, a_plan, a_source, feed, page
from warehouse.landing import read_landing
from warehouse.records import Document, Outcome, RawPage

SITE = "http://pages.example"
ARTICLE = f"{SITE}/a/1234567"


def pager(*links: str) -> str:
    return (
        "<div class=pager>" + "".join(f'<a href="{link}">下一页</a>' for link in links) + "</div>"
    )


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (pager("1234567_2.html", "1234567_3.html"), ["_2.html", "_3.html"]),
        (pager("1234567_3.html", "1234567_2.html", "1234567_2.html"), ["_2.html", "_3.html"]),
        (pager("/a/1234567.html?page=2"), [".html?page=2"]),
        ('<link rel="next" href="/a/1234567_2.html">', ["_2.html"]),
        (pager("1234568.html"), []),  # the next article
        (pager("1234567.html"), []),
        ('<link rel="next" href="/a/1234568_2.html">', []),
        (pager("http://elsewhere.example/a/1234567_2.html"), []),
        ("", []),
    ],
)
def test_only_pages_of_the_same_article_count(markup: str, found: list[str]) -> None:
    body = f"<html><head></head><body><p>文</p>{markup}</body></html>".encode()
    urls = read_later_pages(body, f"{ARTICLE}.html", None)
    assert urls == tuple(f"{ARTICLE}{end}" for end in found)


def test_a_later_page_leads_on_and_not_back() -> None:
    body = pager("1234567.html", "1234567_2.html", "1234567_3.html").encode()
    assert read_later_pages(body, f"{ARTICLE}_2.html", None) == (f"{ARTICLE}_3.html",)


def test_a_relevant_article_is_fetched_whole(web: Web, tmp_path: Path) -> None:
    chapters = {
        n: f"第{n}页：海滨港的值班表在这一天又改了一次，工人们围着公告栏站了很久。"
        for n in (1, 2, 3)
    }
    for number, text in chapters.items():
        name = f"{ARTICLE}.html" if number == 1 else f"{ARTICLE}_{number}.html"
        more = f"<p>{text}</p>" + (pager(f"1234567_{number + 1}.html") if number < 3 else "")
        web.serve({name: page("值班表的七次改动", more)})
    endless = {
        f"{SITE}/b/7654321_{n}.html": page("海滨港长卷", pager(f"7654321_{n + 1}.html"))
        for n in range(2, 40)
    }
    web.serve(endless)
    web.serve(
        {
            f"{SITE}/feed": feed(
                f"{ARTICLE}.html", f"{SITE}/b/7654321.html", f"{SITE}/c/1111111.html"
            ),
            f"{SITE}/b/7654321.html": page("海滨港长卷", pager("7654321_2.html")),
            f"{SITE}/c/1111111.html": Answer("<p>别的事</p>" + pager("1111111_2.html")),
            f"{SITE}/c/1111111_2.html": page("别的事，续"),
        }
    )
    plan = a_plan(web, a_source("pages.example", {"rss": f"{SITE}/feed"}), tmp_path)
    crawl_blocking(plan)
    landed = Landed(plan.landing_file)
    assert landed.outcome(f"{ARTICLE}_3.html")[0] is Outcome.FETCHED
    assert f"{SITE}/c/1111111_2.html" not in landed.by_url
    assert len([url for url in endless if url in landed.by_url]) == MOST_LATER_PAGES
    cleaned = (
        clean_page(p, plan.source)
        for p in read_landing(plan.landing_file)
        if isinstance(p, RawPage)
    )
    documents = [d for d in cleaned if isinstance(d, Document) and "1234567" in d.url]
    assert len({document.document_id for document in documents}) == 1
    joined = join_pages(documents)
    assert [text for text in chapters.values() if text in joined.text] == list(chapters.values())


def test_a_revisit_begins_at_the_first_page(web: Web, tmp_path: Path) -> None:
    web.serve(
        {
            f"{ARTICLE}.html": page("海滨港值班表", pager("1234567_2.html")),
            f"{ARTICLE}_2.html": page("海滨港值班表"),
        }
    )
    due = [{"url": f"{ARTICLE}_2.html", "etag": '"2"'}, {"url": f"{ARTICLE}.html"}]
    plan = a_plan(web, a_source("pages.example"), tmp_path, revisits=due)
    web.requests.clear()
    crawl_blocking(plan)
    assert [fate.outcome for fate in Landed(plan.landing_file).fates] == [Outcome.FETCHED] * 2
    (second,) = web.asked(f"{ARTICLE}_2.html")
    assert "if-none-match" not in second.headers  # joined with a page that is here anew
