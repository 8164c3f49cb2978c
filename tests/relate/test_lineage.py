"""Parents, clusters and doubts: given articles, expected relations; the order of the articles never matters."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copy_simulator import base_texts, families
from benchmarks.relating import related
from flows.relate.article import Article, Shared
from flows.relate.claims import Edge, Incident
from flows.relate.lineage import Relations, relate
from flows.relate.outlets import Outlets

START = datetime(2026, 1, 5, tzinfo=UTC)
OUTLETS = Outlets(
    [("chen", "晨江新闻网"), ("gu", "谷川周刊"), ("zhong", "众溪网"), ("yun", "云栈")]
)


def article(name: str, hour: float | None, source: str = "", **more: Any) -> Article:
    at = None if hour is None else START + timedelta(hours=hour)
    return Article(
        document_id=name,
        source_id=source or name,
        source_kind=more.pop("kind", "media"),
        title=more.pop("title", name),
        published_at=at,
        published_precision=more.pop("precision", "minute" if at else None),
        first_seen_at=more.pop("seen", START + timedelta(days=40)),
        **more,
    )


def incident(
    articles: Sequence[Article], *pairs: tuple[str, str] | tuple[str, str, int, int, int]
) -> Incident:
    shares: dict[str, dict[str, Shared]] = {}
    for left, right, *numbers in pairs:
        shared, left_size, right_size = numbers or (100, 100, 100)
        both = Shared(shared, {left: left_size, right: right_size})
        shares.setdefault(left, {})[right] = both
        shares.setdefault(right, {})[left] = both
    return Incident(
        {one.document_id: one for one in articles},
        shares,
        OUTLETS,
        START - timedelta(days=1),
        lambda child, outlet, earlier: earlier[-1] if earlier else None,
    )


def parents(relations: Relations) -> dict[str, tuple[str, str]]:
    return {e.child: (e.parent, e.kind) for e in relations.edges if not e.is_contradicted}


def flagged(relations: Relations) -> list[Edge]:
    return [edge for edge in relations.edges if edge.is_contradicted]


def all_pairs(*names: str) -> list[tuple[str, str]]:
    return [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]


def test_a_credit_beats_the_earliest_text_and_makes_a_chain() -> None:
    relations = relate(
        incident(
            [
                article("a", 1, "chen"),
                article("b", 2, "zhong", credit="晨江新闻"),
                article("c", 3, "q", credit="众溪网客户端"),
            ],
            *all_pairs("a", "b", "c"),
        )
    )
    assert parents(relations) == {"b": ("a", "credit"), "c": ("b", "credit")}
    assert {standing.origin for standing in relations.standings.values()} == {"a"}
    assert [edge.lag_minutes for edge in relations.edges] == [60, 60]


def test_a_statement_of_a_day_is_the_origin_of_what_others_print_of_it_on_that_day() -> None:
    statement = article("a", 0, precision="day", kind="official", seen=START + timedelta(hours=30))
    report, blog = article("b", 12), article("c", 13)
    relations = relate(incident([statement, report, blog], ("a", "b"), ("a", "c"), ("b", "c")))
    assert parents(relations) == {"b": ("a", "text"), "c": ("a", "text")}


def test_no_lag_is_told_where_one_of_both_tells_the_same_day_alone() -> None:
    noon, day = article("a", 12), article("b", 0, precision="day")
    (same,) = relate(incident([noon, day], ("a", "b"))).edges
    assert (same.child, same.parent, same.lag_minutes) == ("b", "a", None)
    (next_day,) = relate(incident([noon, article("b", 24, precision="day")], ("a", "b"))).edges
    assert next_day.lag_minutes == 12 * 60


def test_a_credited_outlet_that_was_later_is_flagged_and_not_believed() -> None:
    relations = relate(
        incident(
            [
                article("first", 1, "chen"),
                article("wrong", 2, "zhong", credit="谷川周刊"),
                article("late", 11, "gu", credit="晨江新闻网"),
            ],
            *all_pairs("first", "wrong", "late"),
        )
    )
    assert parents(relations) == {"wrong": ("first", "text"), "late": ("first", "credit")}
    (contradiction,) = flagged(relations)
    assert (contradiction.child, contradiction.parent) == ("wrong", "late")
    assert relations.standings["wrong"].doubt == ""


def test_a_date_alone_is_no_contradiction() -> None:
    relations = relate(
        incident(
            [
                article("first", 9, "chen"),
                article("copy", 0, "zhong", credit="晨江新闻网", precision="day"),
            ],
            ("first", "copy"),
        )
    )
    assert parents(relations) == {"copy": ("first", "credit")}
    assert not flagged(relations)


def test_mirrors_come_last_and_a_mirror_dated_before_its_original_is_doubted() -> None:
    relations = relate(
        incident(
            [article("real", 5), article("copy", 2, kind="mirror", mirror_of_id="real")],
        )
    )
    assert parents(relations) == {"copy": ("real", "mirror")}
    assert relations.standings["copy"].origin == "real"
    assert "mirror" in relations.standings["copy"].doubt


@pytest.mark.parametrize(
    "false",
    [
        article("false", 500, seen=START + timedelta(hours=4)),
        article("false", -100),
        article("false", -20, mentioned_on=("01-06",)),
        article("false", -10, credit="晨江新闻网"),
    ],
    ids=["after its fetch", "before the incident", "before what it tells of", "before its source"],
)
def test_false_dates_are_named_and_never_an_origin(false: Article) -> None:
    others = [
        article("a", 20, "chen"),
        article("b", 48, "gu", credit="晨江新闻网"),
        article("c", 49, "zhong"),
    ]
    relations = relate(incident([false, *others], *all_pairs("false", "a", "b", "c")))
    assert relations.standings["false"].doubt
    assert relations.standings["false"].origin == "a"
    assert all(relations.standings[name].doubt == "" for name in "abc")


def test_an_old_report_that_is_taken_up_again_keeps_its_date() -> None:
    relations = relate(
        incident([article("old", -900, "gu"), article("new", 5, "chen")], ("old", "new"))
    )
    assert relations.standings["old"].doubt == ""
    assert relations.standings["new"].origin == "old"


def test_what_only_cites_has_an_edge_and_a_cluster_of_its_own() -> None:
    relations = relate(
        incident([article("a", 1, "chen"), article("citing", 5, "zhong", cited=("晨江新闻网",))])
    )
    (edge,) = relations.edges
    assert (edge.parent, edge.kind, edge.is_copy) == ("a", "credit", False)
    assert relations.standings["citing"].cluster_id == "citing"


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ([place / 10 for place in range(1000)], 99.9 - 5.9),  # the last sixty
        (range(100), 70),  # those of the last thirty days
        (range(12), 2),  # the last ten
        ([0, 99], 0),
    ],
)
def test_whoever_cites_an_outlet_means_what_it_wrote_lately(
    days: Sequence[float], first: float
) -> None:
    seen = START + timedelta(days=200)
    own = [article(f"a{day:.1f}", 24 * day, "chen", seen=seen) for day in days]
    citing = article("citing", 24 * 100, "zhong", cited=("晨江新闻网",), seen=seen)
    (edge,) = relate(
        replace(incident([*own, citing]), nearest=lambda child, outlet, meant: meant[0])
    ).edges
    assert edge.parent == f"a{first:.1f}"


def test_links_and_headlines_are_edges_too() -> None:
    relations = relate(
        incident(
            [
                article("a", 1, title="青岚茶业召回三批绿茶"),
                article("linking", 2, linked=("a",)),
                article("alike", 3, title="青岚茶业：召回三批绿茶"),
            ]
        )
    )
    assert parents(relations) == {"linking": ("a", "link"), "alike": ("a", "title")}


def test_a_headline_that_an_outlet_uses_again_is_no_edge() -> None:
    headline = "青岚茶业召回三批绿茶"
    articles = [
        article(name, hour, "chen", title=headline) for name, hour in (("a", 1), ("b", 200))
    ]
    assert relate(incident(articles)).edges == ()


def test_an_article_made_of_two_does_not_join_their_stories() -> None:
    both = ("a", "both", 60, 60, 100), ("b", "both", 40, 40, 100)
    relations = relate(incident([article("a", 1), article("b", 2), article("both", 3)], *both))
    assert parents(relations) == {"both": ("a", "text")}
    assert relations.standings["b"].cluster_id != relations.standings["a"].cluster_id


def test_a_late_original_takes_its_place() -> None:
    copies = [article("b", 5), article("c", 6)]
    before = relate(incident(copies, ("b", "c")))
    after = relate(incident([*copies, article("a", 1)], *all_pairs("a", "b", "c")))
    assert before.standings["c"].origin == "b"
    assert {standing.origin for standing in after.standings.values()} == {"a"}


@settings(max_examples=60)
@given(st.data())
def test_any_order_of_articles_gives_the_same_relations(data: st.DataObject) -> None:
    names = [f"d{number}" for number in range(data.draw(st.integers(2, 7)))]
    articles = [
        article(
            name,
            data.draw(st.sampled_from([None, 1, 2, 2, 3, 30, -80])),
            data.draw(st.sampled_from(["chen", "gu", "zhong", "yun"])),
            kind=data.draw(st.sampled_from(["media", "mirror"])),
            credit=data.draw(st.sampled_from([None, "晨江新闻", "谷川周刊", "众溪网"])),
            precision=data.draw(st.sampled_from(["minute", "day"])),
            linked=tuple(data.draw(st.lists(st.sampled_from(names), max_size=2))),
            mirror_of_id=data.draw(st.sampled_from([None, *names])),
        )
        for name in names
    ]
    pairs = data.draw(st.lists(st.sampled_from(all_pairs(*names)), unique=True))
    expected = relate(incident(articles, *pairs))
    shuffled = data.draw(st.permutations(articles))
    turned = [(b, a) for a, b in data.draw(st.permutations(pairs))]
    found = relate(incident(shuffled, *turned))
    assert set(found.edges) == set(expected.edges)
    assert found.standings == expected.standings
    tree = parents(found)
    for name in names:
        seen = set()
        while name in tree:
            assert name not in seen
            seen.add(name)
            name = tree[name][0]


def test_simulated_copies_keep_the_promised_quality() -> None:
    samples = [
        s for s in families(base_texts(120)[:40], 3) if s.kind not in ("words 30", "sentences 50")
    ]
    random.Random(1).shuffle(samples)
    relations = related(samples)
    origins = [relations.standings[s.name].origin == s.family for s in samples]
    assert sum(origins) / len(origins) >= 0.95
    tree = parents(relations)
    credited = [tree.get(s.name, ("", ""))[0] == s.parent for s in samples if s.parent and s.credit]
    assert sum(credited) / len(credited) >= 0.9


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("晨江新闻", {"chen"}),
        ("来源：晨江新闻网", {"chen"}),
        ("晨江新闻客户端", {"chen"}),
        ("《谷川周刊》", {"gu"}),
        ("眾溪網", {"zhong"}),
        ("新华社", set()),
        ("网", set()),
    ],
)
def test_outlets_by_their_printed_names(printed: str, found: set[str]) -> None:
    assert OUTLETS.named(printed) == found
