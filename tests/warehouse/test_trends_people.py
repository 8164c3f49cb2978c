"""Trends about who is named, who speaks and in which tone: given rows, expected rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.warehouse.given import Given


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    world = Given(tmp_path / "live.duckdb")
    world.incident()
    yield world
    world.live.__exit__()


def name(given: Given, document: str, *entities: str) -> None:
    for entity in entities:
        given.mention(document, "entity", entity)


def test_share_of_voice_counts_articles_and_independent_stories(given: Given) -> None:
    for number in range(8):
        story = given.article(0, f"s{number}")
        name(given, story, "qinglan", *(["gu"] if number < 2 else []))
    copy = given.article(1, "copy", cluster_id="s0")
    name(given, copy, "qinglan", "gu")
    found = given.trend(
        "share_of_voice", "entity_id, articles, stories, voice, article_share, story_share"
    )
    assert found == [("qinglan", 9, 8, 0.75, 1.0, 1.0), ("gu", 3, 2, 0.25, 0.333, 0.25)]
    ((least, most),) = given.rows(
        "select story_share_from, story_share_to from share_of_voice('tea-recall') where entity_id = 'gu'"
    )
    assert (least, most) == (0.071, 0.591)  # Wilson's interval of 2 in 8


def test_share_of_voice_says_nothing_without_coverage(given: Given) -> None:
    assert given.trend("share_of_voice") == []


def test_cooccurrence_needs_three_stories_and_ignores_copies(given: Given) -> None:
    for number in range(8):
        story = given.article(0, f"s{number}")
        name(given, story, *(["gu", "qinglan"] if number < 4 else ["xu"]))
    name(given, "s4", "gu")
    name(given, "s5", "gu")  # gu and xu: two stories only
    for number in range(5):
        name(given, given.article(0, f"c{number}", cluster_id="s4"), "gu", "xu")
    columns = "entity_id, other_id, stories, entity_stories, other_stories, all_stories, expected, pmi, npmi"
    assert given.trend("cooccurrence", columns) == [
        ("gu", "qinglan", 4, 6, 4, 8, 3.0, 0.42, 0.415)  # log2(4 / 3)
    ]
    ((least, most),) = given.trend("cooccurrence", "pmi_from, pmi_to")
    assert least < 0.42 < most


def test_stance_is_counted_a_day_and_abstentions_are_no_opinion(given: Given) -> None:
    given.add("tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚茶业")
    labels = ["negative", "negative", "positive", "neutral", "abstain"]
    for number, label in enumerate(labels):
        row = {"incident_id": "tea-recall", "document_id": f"d{number}", "target": "qinglan"}
        given.add("stances", **row, label=label, published_on=date(2026, 1, 5))
    given.add("stances", **row, label="abstain", published_on=date(2026, 1, 6))
    assert given.trend("stance_daily") == [
        (date(2026, 1, 5), "qinglan", "青岚茶业", 4, 2, 1, 1, 1, -0.25, 0.15, 0.85),
        (date(2026, 1, 6), "qinglan", "青岚茶业", 0, 0, 0, 0, 1, None, None, None),
    ]


def test_a_quote_is_one_however_often_it_is_repeated(given: Given) -> None:
    given.add("tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚茶业")
    first = given.article(0, "first")
    copy = given.article(1, "copy", cluster_id="first", source_name="谷川网")
    other = given.article(2, "other")
    for document, speaker in ((copy, "青岚"), (first, "青岚茶业公司"), (other, "青岚")):
        given.quote(document, speaker, "我们召回三批", speaker_tag="qinglan", numbers=["3 批"])
    given.quote(other, "店员", "已经下架")
    columns = "speaker, text, stories, articles, first_source, first_at, numbers"
    assert given.trend("quotes", columns) == [
        (
            "青岚茶业",
            "我们召回三批",
            2,
            3,
            "晨江新闻",
            datetime(2026, 1, 5, 4, tzinfo=UTC),
            ["3 批"],
        ),
        ("店员", "已经下架", 1, 1, "晨江新闻", datetime(2026, 1, 7, 4, tzinfo=UTC), []),
    ]


def test_the_response_clock_runs_from_the_first_report(given: Given) -> None:
    given.add("tags", incident_id="tea-recall", kind="entity", tag="qinglan", name="青岚茶业")
    given.article(0, "first")
    reply = given.article(1, "reply", published_precision="day")
    given.quote(reply, "青岚", "正在调查", speaker_tag="qinglan")
    given.quote(reply, "路人", "没有喝过")  # nobody of the incident
    row = {"incident_id": "tea-recall", "kind": "entity", "tag": "lin", "name": "林"}
    given.add("tags", **row, speaks_for="qinglan")
    given.quote("first", "青岚", "听说的", speaker_tag="qinglan", is_direct=False)
    given.quote(given.article(3), "林", "我们致歉", speaker_tag="lin")
    given.article(2, "notice", source_kind="official", source_id="bureau", source_name="质监局")
    columns = "party, is_target, by_what, minutes_after_first_report, precision, text"
    assert given.trend("response_clock", columns) == [
        ("青岚茶业", True, "quote", 24 * 60, "day", "正在调查"),
        ("质监局", False, "official source", 48 * 60, "minute", "题 notice"),
    ]


def test_a_party_speaks_in_statements_of_its_own(given: Given) -> None:
    row = {"incident_id": "tea-recall", "kind": "entity"}
    given.add("tags", **row, tag="qinglan", name="青岚茶业", terms=["青岚茶业", "青岚"])
    given.add("tags", **row, tag="bureau", name="質監局", terms=["质监局", "質監局"])
    given.add("tags", **row, tag="chen", name="晨江新闻", role="outlet", terms=["晨江新闻"])
    official = {"source_kind": "official"}
    given.article(0, "first", credit="晨江新闻")  # an outlet only reports
    given.article(1, "report", **official, source_id="paper", source_name="江报", author="林小满")
    copied = {"source_id": "paper", "source_name": "江报", "credit": "海潮社"}
    given.article(1, "copy", **official, **copied, cluster_id="first")
    given.article(2, "notice", **official, source_id="office", source_name="質監局")
    given.article(3, "again", credit="質監局")
    given.article(3, "post", source_name="河客", credit="青岚茶业")
    reply = given.article(4, "reply")
    given.quote(reply, "青岚", "正在调查", speaker_tag="qinglan")
    columns = "party, is_target, by_what, minutes_after_first_report, text, articles"
    assert given.trend("response_clock", columns) == [
        ("青岚茶业", True, "own statement", 72 * 60, "题 post", 2),
        ("質監局", False, "official source", 48 * 60, "题 notice", 2),
    ]


def test_of_many_origins_the_most_copied_are_told_with_all_their_copies(given: Given) -> None:
    for number in range(201):
        origin = given.article(0, f"o{number:03}")
        for copy in range(2 if number == 200 else 1):
            child = given.article(1, f"c{number:03}-{copy}", cluster_id=origin)
            edge = {"child_document_id": child, "parent_document_id": origin, "is_copy": True}
            given.add("lineage", incident_id="tea-recall", is_contradicted=False, **edge)
    told = given.trend("propagation", "root_document_id, document_id, depth")
    assert len({root for root, *_ in told}) == 200
    assert [row for row in told if row[0] == "o200"] == [
        ("o200", "o200", 0),
        ("o200", "c200-0", 1),
        ("o200", "c200-1", 1),
    ]
