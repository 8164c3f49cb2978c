"""What a run shows of itself: pure functions, fed with rows as hostile pages would make them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.report import CrawlReport
from flows.artifacts import crawl_digest, escape, gaps, news, run_artifacts, run_name, run_tags
from flows.order import Order
from tests.flows.archive import INCIDENT, tea_home
from warehouse.queries import read_layer
from warehouse.records import Outcome


def source(**values: Any) -> dict[str, Any]:
    counts = dict.fromkeys(("seen", "fetched", "documents", "known", "failed", "left_over"), 0)
    return counts | {"source_name": "晨江新闻", "status": "ok", "mostly": ""} | values


def told(**rows: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(
        ("new_articles", "follow_ups", "new_revisions", "missing_articles", "source_counts"), ()
    )
    return empty | {"rejected_pages": ()} | rows


def article(number: int = 1, **values: Any) -> dict[str, Any]:
    return {
        "incident_id": "tea-recall",
        "timezone": "Asia/Shanghai",
        "published_at": datetime(2026, 1, 6, 1, 30, tzinfo=UTC),
        "source_name": "晨江新闻",
        "title": f"青岚召回绿茶 {number}",
        "is_origin": True,
        "url": f"http://www.chen.example/a/{number}.html",
    } | values


NOWHERE = Path("/nowhere/report.html")


def test_a_run_is_named_by_its_incidents_and_the_day_of_their_calendar(tmp_path: Path) -> None:
    evening = datetime(2026, 1, 6, 20, tzinfo=UTC)  # 04:00 on the 7th in Shanghai
    order = Order(home=tea_home(tmp_path), as_of=evening, incidents=("tea-recall",))
    assert run_name(order) == "tea-recall 2026-01-07"
    assert run_tags(order) == ["tea-recall"]
    assert run_tags(order.model_copy(update={"replay": (tmp_path,)})) == ["tea-recall", "replay"]
    other = INCIDENT.replace("id: tea-recall", "id: milk-recall")
    (tmp_path / "incidents" / "milk-recall.yaml").write_text(other, encoding="utf-8")
    everything = Order(home=tmp_path, as_of=evening)
    assert " and 2 more 2026-01-0" in run_name(everything)


def test_news_are_grouped_and_long_lists_cut() -> None:
    articles = [article(n) for n in range(30)] + [article(99, is_origin=False, published_at=None)]
    text = news(told(new_articles=articles), NOWHERE)
    assert text.startswith("**31 new articles**: 30 with a text of their own, 1 copy.")
    assert "### New origins (30)" in text
    assert "… and 5 more" in text
    assert "— 晨江新闻, 2026-01-06 09:30" in text
    assert "undated" not in text
    assert "aftermath report" in text


def test_every_kind_of_news_is_told() -> None:
    change = {"kind": "number", "old_text": "16万", "new_text": "26万", "is_silent": True}
    text = news(
        told(
            follow_ups=[
                article(number, question="原因是什么？", evidence="原因仍在调查之中")
                for number in (1, 2)
            ],
            new_revisions=[article() | change],
            missing_articles=[article(status="gone"), article(2, status="suspect")],
            source_counts=[source(status="outage", mostly="timed_out")],
        ),
        NOWHERE,
    )
    assert "### Follow-ups of open questions (2)" in text
    assert text.count("**原因是什么？**\n    - [青岚召回绿茶 1]") == text.count("原因是什么") == 1
    assert "number without a word: 16万 → 26万" in text
    assert "missing for the first time" in text
    assert "outage" in text


def test_a_headline_cannot_become_markup() -> None:
    hostile = "]( javascript:alert(1) ) <img src=x onerror=alert(1)> | `x` \n# big"
    text = news(told(new_articles=[article(title=hostile)]), NOWHERE)
    assert "<img" not in text
    assert "\n# big" not in text
    assert "](http://www.chen.example/a/1.html)" in text
    script = news(told(new_articles=[article(url="javascript:alert(1)")]), NOWHERE)
    assert "](javascript" not in script
    odd = news(told(new_articles=[article(url="http://a.example/x) [y](z")]), NOWHERE)
    assert "(http://a.example/x%29%20%5By%5D%28z)" in odd
    assert len(escape("长" * 500)) == 120


def test_what_counts_as_a_gap() -> None:
    assert gaps([source(fetched=10, failed=1, status="partial")]) == []
    assert gaps([source(status="silent")]) == ["晨江新闻: silent"]
    half = source(fetched=2, failed=2, status="partial", mostly="http_error 503")
    assert gaps([half]) == ["晨江新闻: partial (http_error 503)"]
    assert gaps([source(status="outage")]) == ["晨江新闻: outage"]


def test_every_question_of_a_run_says_what_it_asks() -> None:
    for query in read_layer("telling"):
        assert query.question
        assert query.grain.startswith("one row per ")
        assert [parameter.name for parameter in query.parameters] == ["run_id"]


def test_empty_tables_are_not_shown() -> None:
    assert [artifact.key for artifact in run_artifacts(told(), NOWHERE)] == ["news"]


def test_a_crawl_is_told_in_a_few_lines(tmp_path: Path) -> None:
    report = CrawlReport(
        source_id="chen",
        run_id="r",
        landing_file=tmp_path / "chen.warc.gz",
        reason="the time limit was reached",
        outcomes={Outcome.KNOWN: 30, Outcome.FETCHED: 12, Outcome.HTTP_ERROR: 1},
        links_seen=43,
        pages_landed=12,
        seconds=3.0,
    )
    log = "\n".join(f"2026-01-06 crawlers.x WARNING odd {n}" for n in range(8)) + "\n… INFO fine"
    lines = crawl_digest(report, log)
    assert lines[0] == (
        "chen: 43 links; known 30, fetched 12, http error 1; cut short: the time limit was reached"
    )
    assert len(lines) == 8
    assert lines[6] == "  … and 3 more warnings"
    assert lines[7].endswith("chen.warc.gz.log")
