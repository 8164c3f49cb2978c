"""Marts and trends: given rows, expected rows."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.warehouse.conftest import Loader
from tests.warehouse.tea import INCIDENT, TEXT, document, fate, moment, sighting, tagging
from warehouse.live import LiveWarehouse
from warehouse.records import Outcome

OTHER = "青岚茶业的一位经销商称，门店已经在周三早晨下架全部相关批次的绿茶。"


def rows(live: LiveWarehouse, sql: str) -> list[Any]:
    return live.connection.execute(sql).fetchall()


def story(live: Loader, *documents: Any, **others: Any) -> LiveWarehouse:
    return live({"documents": [(one, tagging(one)) for one in documents], **others})


def test_copies_are_one_story_and_the_earliest_is_its_origin(loaded: Loader) -> None:
    live = story(
        loaded,
        document("late", "gu", published=moment(6), credit="晨江新闻"),
        document("first", published=moment(5)),
        document("other", published=moment(6), text=OTHER),
    )
    found = rows(
        live, "select document_id, is_origin, origin_document_id from coverage order by document_id"
    )
    assert found == [
        ("document-first", True, "document-first"),
        ("document-late", False, "document-first"),
        ("document-other", True, "document-other"),
    ]
    assert rows(live, "select count(distinct cluster_id) from coverage") == [(2,)]


def test_a_mirror_is_never_the_origin_where_there_is_another(loaded: Loader) -> None:
    live = story(
        loaded,
        document("mirror", "jing", published=moment(4)),
        document("real", published=moment(5)),
    )
    assert rows(live, "select document_id from coverage where is_origin") == [("document-real",)]


def test_a_mirrors_copy_joins_its_original_by_url_whatever_its_words(loaded: Loader) -> None:
    live = story(
        loaded,
        document("real", published=moment(5)),
        document("copy", "jing", published=moment(4), text=OTHER),
        mirrors={"document-copy": "document-real"},
    )
    assert rows(live, "select document_id from coverage where is_origin") == [("document-real",)]
    assert rows(live, "select child_document_id, parent_document_id, kind from lineage") == [
        ("document-copy", "document-real", "mirror")
    ]


def test_a_credit_makes_a_lineage_edge_with_its_lag(loaded: Loader) -> None:
    live = story(
        loaded,
        document("first", published=moment(5, 4, 0)),
        document("copy", "gu", published=moment(5, 5, 30), credit="晨江新闻"),
    )
    assert rows(
        live,
        "select child_document_id, parent_document_id, kind, evidence, lag_minutes from lineage",
    ) == [("document-copy", "document-first", "credit", "来源：晨江新闻", 90)]


def test_short_equal_texts_are_not_one_story(loaded: Loader) -> None:
    live = story(loaded, document("a", text="更新中"), document("b", "gu", text="更新中"))
    assert rows(live, "select count(distinct cluster_id) from coverage") == [(2,)]


def test_days_are_those_of_the_incidents_calendar(loaded: Loader) -> None:
    live = story(loaded, document("night", published=moment(5, 17)))  # 01:00 on the 6th in Shanghai
    assert rows(live, "select published_on from coverage") == [(date(2026, 1, 6),)]


def test_only_relevant_documents_are_coverage(loaded: Loader) -> None:
    one, other = document("in"), document("out", text=OTHER)
    live = loaded({"documents": [(one, tagging(one)), (other, tagging(other, score=0.3))]})
    assert rows(live, "select document_id from coverage") == [("document-in",)]
    assert rows(live, "select document_id, incident_ids from documents order by 1") == [
        ("document-in", [INCIDENT]),
        ("document-out", []),
    ]
    assert rows(live, "select distinct document_id from mentions") == [("document-in",)]


def test_a_changed_headline_is_a_revision_and_silent_without_a_notice(loaded: Loader) -> None:
    live = story(
        loaded,
        document("1"),
        document("1", title="青岚召回部分绿茶", fetched=moment(7)),
        document(
            "1", title="青岚召回部分绿茶", text=TEXT + "（更正：应为两批。）", fetched=moment(8)
        ),
    )
    assert rows(
        live, "select version, kind, before, after, is_silent from revisions order by 1, 2"
    ) == [
        (2, "headline", "青岚召回绿茶 1", "青岚召回部分绿茶", True),
        (3, "notice", "", "（更正：应为两批。）", False),
    ]
    assert rows(live, "select version_count, title from coverage") == [(3, "青岚召回部分绿茶")]


def test_a_page_is_gone_only_after_a_second_look(loaded: Loader) -> None:
    url = "http://chen.example/1"
    looks = [
        fate(url, 5),
        fate(url, 6, Outcome.HTTP_ERROR, status=404),
        fate(url, 7, Outcome.HTTP_ERROR, status=410),
    ]
    statuses = [
        rows(story(loaded, document("1"), fates=[fate]), "select status from coverage")[0][0]
        for fate in looks
    ]
    assert statuses == ["live", "suspect", "gone"]


def test_a_page_that_returns_is_live_and_a_server_error_is_no_removal(loaded: Loader) -> None:
    url = "http://chen.example/1"
    live = story(
        loaded,
        document("1"),
        fates=[
            fate(url, 5),
            fate(url, 6, Outcome.HTTP_ERROR, status=404),
            fate(url, 7),
            fate(url, 8, Outcome.HTTP_ERROR, status=503),
            fate(url, 9, Outcome.TIMED_OUT, status=None),
        ],
    )
    assert rows(live, "select status from coverage") == [("live",)]


def test_a_url_has_one_row_per_run_whoever_met_it(loaded: Loader) -> None:
    url = "http://chen.example/1"
    live = loaded({"fates": [fate(url, 5), fate(url, 5, Outcome.KNOWN, source="gu")]})
    assert rows(live, "select outcome, source_id from fetches") == [("fetched", "chen")]


def test_completeness_tells_an_outage_from_silence_and_from_a_quiet_day(loaded: Loader) -> None:
    feed = "http://chen.example/feed"
    live = loaded(
        {
            "fates": [
                *(fate(feed, day, role="discovery") for day in (5, 6, 7)),
                fate(feed, 8, Outcome.TIMED_OUT, status=None, role="discovery"),
                fate(feed, 9, role="discovery"),
                fate(feed, 10, Outcome.NOT_MODIFIED, status=304, role="discovery"),
                fate(feed, 11, role="discovery"),
                fate("http://chen.example/x", 11, Outcome.HTTP_ERROR, status=500),
            ],
            "sightings": [
                sighting(f"http://chen.example/{day}-{n}", day)
                for day in (5, 6, 7, 11)
                for n in (1,)
            ],
        }
    )
    assert rows(live, "select day(seen_on), status from completeness order by 1") == [
        (5, "ok"),
        (6, "ok"),
        (7, "ok"),
        (8, "outage"),
        (9, "silent"),
        (10, "ok"),
        (11, "partial"),
    ]


def test_a_link_counts_on_the_day_it_was_seen_first(loaded: Loader) -> None:
    seen = [sighting("http://chen.example/1", day) for day in (5, 6, 7)]
    live = loaded({"sightings": [*seen, sighting("http://chen.example/2", 6)]})
    assert rows(live, "select day(seen_on), link_count from sightings order by 1") == [
        (5, 1),
        (6, 1),
    ]


def test_daily_volume_counts_four_ways_and_keeps_quiet_days(loaded: Loader) -> None:
    live = story(
        loaded,
        document("a", published=moment(5)),
        document("b", "gu", published=moment(5, 6)),
        document("c", published=moment(7), text=OTHER),
        document("d", "gu", published=moment(7, 6)),
        sightings=[sighting(f"http://chen.example/{n}", 5) for n in range(8)],
    )
    found = rows(
        live,
        "select day(day), articles, deduplicated, origins, links_seen, share "
        f"from daily_volume('{INCIDENT}')",
    )
    assert found == [
        (4, 0, 0, 0, 0, None),
        (5, 2, 1, 1, 8, 0.25),
        (6, 0, 0, 0, 0, None),
        (7, 2, 2, 1, 0, None),
    ]
    window = f"select day(day), articles from daily_volume('{INCIDENT}', since := '2026-01-06', until := '2026-01-07')"
    assert rows(live, window) == [(6, 0), (7, 2)]


def test_top_sources_says_how_much_was_their_own(loaded: Loader) -> None:
    live = story(
        loaded,
        document("a"),
        document("b", "gu", published=moment(6)),
        document("c", published=moment(6), text=OTHER),
    )
    found = rows(
        live,
        f"select source_name, articles, origins, copied_share from top_sources('{INCIDENT}')",
    )
    assert found == [("晨江新闻", 2, 2, 0.0), ("谷川网", 1, 0, 1.0)]


def test_entity_and_topic_days_count_articles_and_occurrences(loaded: Loader) -> None:
    one, other = document("a"), document("b", text=OTHER)
    live = loaded({"documents": [(one, tagging(one)), (other, tagging(other, topic=None))]})
    assert rows(
        live,
        f"select day(day), entity_id, articles, occurrences, share from entity_daily('{INCIDENT}')",
    ) == [(5, "qinglan", 2, 4, 1.0)]
    assert rows(
        live, f"select day(day), name, articles, occurrences, share from topic_daily('{INCIDENT}')"
    ) == [(5, "召回", 1, 1, 0.5)]


def test_latest_is_newest_first(loaded: Loader) -> None:
    live = story(
        loaded, document("a", published=moment(5)), document("b", published=moment(6), text=OTHER)
    )
    titles = [title for (title,) in rows(live, f"select title from latest('{INCIDENT}')")]
    assert titles == ["青岚召回绿茶 b", "青岚召回绿茶 a"]


def test_recall_is_estimated_from_two_ways_of_finding(loaded: Loader) -> None:
    names = [str(number) for number in range(12)]
    listed = [sighting(f"http://chen.example/{name}", 5) for name in names[:9]]
    searched = [
        replace(sighting(f"http://chen.example/{name}", 5, "gu"), via="search")
        for name in names[5:]
    ]
    documents = [document(name, text=TEXT + name) for name in names]
    live = story(loaded, *documents, sightings=[*listed, *searched])
    (row,) = rows(live, f"select * from estimated_recall('{INCIDENT}')")
    by_lists, by_search, by_both, found, estimated, least, most, recall, *_ = row
    assert (by_lists, by_search, by_both, found) == (9, 7, 4, 12)
    assert estimated == 15.0  # 10 * 8 / 5 - 1
    assert 12 <= least < estimated < most
    assert recall == 0.8


def test_recall_is_not_estimated_without_both_ways(loaded: Loader) -> None:
    live = story(loaded, document("1"), sightings=[sighting("http://chen.example/1", 5)])
    assert rows(live, f"select * from estimated_recall('{INCIDENT}')") == []
