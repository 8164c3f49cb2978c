"""The step on a real database: any order and batching give the same, and what was lost is made again; trends answer."""

import itertools
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.comparing import compare_texts
from flows.relating import relate_new
from tests.relate.story import STORY, built, relations, story_documents
from tests.warehouse.tea import document, fate, moment, tagging, write_batch
from warehouse.live import LiveWarehouse
from warehouse.records import Outcome


def test_any_order_and_batching_give_the_same_relations(tmp_path: Path) -> None:
    documents = story_documents()
    with built(tmp_path / "all", [documents]) as live:
        expected = relations(live)
        clusters = dict(
            live.connection.execute("select document_id, cluster_id from coverage").fetchall()
        )
    assert clusters["document-first"] == clusters["document-copy"] == clusters["document-short"]
    assert clusters["document-long"] == clusters["document-first"] != clusters["document-other"]
    chance = random.Random(4)
    for number, order in enumerate(chance.sample(list(itertools.permutations(documents)), 6)):
        cut = chance.randrange(1, len(documents))
        batches = [order[:cut], order[cut:], order[:2]]
        with built(tmp_path / f"{number}", batches, each_time=number % 2 == 0) as live:
            assert relations(live) == expected


def test_nothing_is_compared_twice(tmp_path: Path) -> None:
    with built(tmp_path, [story_documents()]) as live:
        assert compare_texts(live, tmp_path / "again") == 0
        assert live.connection.table("raw.compared").fetchall().__len__() == 5


@pytest.mark.parametrize("damage", ["folder gone", "file cut", "files of others", "row moved"])
def test_what_is_beside_the_database_is_made_again(tmp_path: Path, damage: str) -> None:
    documents = story_documents()
    with built(tmp_path / "whole", [documents]) as live:
        expected = relations(live)
    with built(tmp_path / "hurt", [documents[:3]]) as live:
        postings = live.path.with_suffix(".postings")
        if damage == "folder gone":
            shutil.rmtree(postings)
        for path in [*postings.glob("*")] if damage != "row moved" else []:
            if damage == "file cut":
                path.write_bytes(path.read_bytes()[:-8])
            else:
                path.rename(path.with_stem("other"))
        if damage == "row moved":
            live.connection.execute("update raw.compared set document_row = 1 - document_row")
        rows = [(one, tagging(one)) for one in documents[3:]]
        live.load([write_batch(tmp_path / "more", documents=rows)])
        relate_new(live, tmp_path / "relating")
        assert relations(live) == expected
        named = {
            name
            for (name,) in live.connection.execute("select name from raw.posting_runs").fetchall()
        }
        assert {path.stem for path in postings.iterdir()} == named


def test_a_comparison_that_was_killed_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = story_documents()
    with built(tmp_path / "whole", [documents]) as live:
        expected = relations(live)
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        for number, one in enumerate(documents):
            live.load([write_batch(tmp_path / f"{number}", documents=[(one, tagging(one))])])
            with monkeypatch.context() as patched:
                patched.setattr("flows.comparing._overlap_rows", _killed)
                with pytest.raises(KeyboardInterrupt):
                    compare_texts(live, tmp_path / "relating")
            assert live.connection.table("raw.compared").fetchall().__len__() == number
            relate_new(live, tmp_path / "relating")
        assert relations(live) == expected
        runs = live.connection.table("raw.posting_runs").fetchall()
        assert len(list(live.path.with_suffix(".postings").iterdir())) == len(runs)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_fingerprint_that_everybody_has_does_not_lose_copies(tmp_path: Path) -> None:
    furniture = (
        "本文不代表本站立场，转载请注明出处，如有侵权请联系我们删除，更多内容请下载客户端查看。"
    )
    chance = random.Random(8)

    def invented() -> str:
        return "".join(chr(0x4E00 + chance.randrange(3_000)) for _ in range(200)) + furniture

    texts = [invented() for _ in range(130)]
    documents = [document(f"{n:03}", text=text) for n, text in enumerate([*texts, *texts])]
    with built(tmp_path, [documents[:90], documents[90:]]) as live:
        pairs = live.connection.execute(
            "select left_document_id, right_document_id from raw.overlaps"
        ).fetchall()
    assert {tuple(sorted(pair)) for pair in pairs} == {
        (f"document-{n:03}", f"document-{n + 130:03}") for n in range(130)
    }


def test_a_date_known_to_be_false_counts_in_no_volume(tmp_path: Path) -> None:
    first = document("first", published=moment(5), text=STORY)
    false = document("false", "jing", published=moment(4), text=STORY, fetched=moment(20))
    with built(tmp_path, [[first, false]]) as live:
        rows = live.connection.execute(
            "select document_id, published_on is null, date_doubt is null, is_origin from coverage"
            " order by 1"
        ).fetchall()
        counted = live.connection.execute(
            "select sum(articles) from daily_volume('tea-recall')"
        ).fetchall()
        days = live.connection.execute(
            "select count(*) from mentions where published_on is null"
        ).fetchall()
    assert rows == [
        ("document-false", True, False, False),
        ("document-first", False, True, True),
    ]
    assert counted == [(1,)]
    assert days == [(2,)]


def test_trends_of_relations_answer(tmp_path: Path) -> None:
    gone = [fate("http://gu.example/copy", day, Outcome.HTTP_ERROR, status=404) for day in (6, 7)]
    documents = story_documents()
    edited = replace(
        documents[0],
        text=STORY.replace("三批", "五批"),
        content_digest="edited",
        fetched_at=moment(8),
    )
    with built(tmp_path, [[*documents, edited]], fates=gone) as live:

        def ask(trend: str, columns: str) -> list[Any]:
            return live.connection.execute(
                f"select {columns} from {trend}('tea-recall')"
            ).fetchall()

        assert ask("propagation", "depth, document_id") == [
            (0, "document-first"),
            (1, "document-copy"),
            (1, "document-short"),
            (1, "document-long"),
        ]
        (story,) = ask("first_source", "document_id, articles, minutes_to_first_copy")
        assert story == ("document-first", 4, 120)
        taken = ask("amplifiers", "source_id, taken, mostly_from")
        assert sorted(taken) == [(s, 1, "晨江新闻") for s in ("gu", "kuai", "luo")]
        assert ask("syndication_ratio", "day(day), articles, stories, copied_share")[0] == (
            5,
            3,
            2,
            0.333,
        )
        assert ask("takedowns", "status, document_id") == [("gone", "document-copy")]
        assert ask("revisions", "kind, is_silent, lost") == [("number", True, ["三批"])]
