"""The step on a real database: any order and batching give the same; removals and flips; evidence."""

import itertools
import json
import random
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from flows.commands.evidence import write_evidence
from flows.comparing import compare_texts
from flows.relating import relate_new
from tests.warehouse.tea import document, fate, moment, tagging, write_batch
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.landing import HowFound, LandingWriter, ReceivedResponse, read_responses
from warehouse.live import LiveWarehouse, publish
from warehouse.records import Capture, Document, Fate, Outcome, Rejection, RejectionReason

STORY = (
    "青岚茶业周二宣布召回三批绿茶，并向顾客致歉。公司表示，抽检中发现包装标注的日期有误，与茶叶品质无关。"
    "记者走访了城中四家门店，店员说相关批次已于周二早晨全部下架，退款的人不多。"
)
LIBRARY = "城北图书馆周三重新开放，新设的阅览室可以容纳两百名读者，青岚茶业捐赠了茶具。修缮历时九个月，藏书没有受损。"
URL = "http://chen.example/1"


def story_documents() -> list[Document]:
    return [
        document("first", published=moment(5, 1), text=STORY),
        document("copy", "gu", published=moment(5, 3), text=STORY, credit="晨江新闻"),
        document("short", "kuai", published=moment(6), text=STORY[:60]),
        document("long", "luo", published=moment(7), text=LIBRARY + STORY),
        document("other", "gu", published=moment(5, 2), text=LIBRARY),
    ]


def built(
    folder: Path, batches: Iterable[Sequence[Document]], *, each_time: bool = True, **more: Any
) -> LiveWarehouse:
    live = LiveWarehouse(folder / "live.duckdb")
    for number, batch in enumerate(batches):
        rows = [(one, tagging(one)) for one in batch]
        live.load([write_batch(folder / f"batch-{number}", documents=rows, **more)])
        if each_time:
            relate_new(live, folder / "relating")
    relate_new(live, folder / "relating")
    live.refresh_marts()
    return live


def relations(live: LiveWarehouse) -> list[Any]:
    names = ("overlaps", "standings", "lineage")
    return [sorted(live.connection.table(f"raw.{name}").fetchall()) for name in names]


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


def status(folder: Path, fates: Sequence[Fate], rejections: Sequence[Rejection] = ()) -> Any:
    with LiveWarehouse(folder / "live.duckdb") as live:
        one = document("1", published=moment(4))
        live.load([write_batch(folder / "b", [(one, tagging(one))], fates=fates)])
        if rejections:
            _reject(live, folder, rejections)
        relate_new(live, folder / "relating")
        live.refresh_marts()
        found = "select status, missing_evidence from coverage"
        revisions = live.connection.execute("select count(*) from revisions").fetchall()
        assert revisions == [(0,)]
        return live.connection.execute(found).fetchall()[0]


def _reject(live: LiveWarehouse, folder: Path, rejections: Sequence[Rejection]) -> None:
    from warehouse.batch import BatchWriter, record_row

    with BatchWriter(folder / "rejected") as writer:
        writer.add("rejections", *map(record_row, rejections))
    live.load([folder / "rejected"])


def rejection(day: int, reason: RejectionReason, url: str = URL) -> Rejection:
    return Rejection(url, reason, "", "chen", moment(day, 6), Capture("a", day, f"{reason}-{day}"))


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([RejectionReason.SOFT_404], "suspect"),
        ([RejectionReason.SOFT_404, RejectionReason.SOFT_404], "gone"),
        ([RejectionReason.NO_TEXT, RejectionReason.EMPTY], "gone"),
        ([RejectionReason.LINK_LIST, RejectionReason.HOME_PAGE], "gone"),
        ([RejectionReason.SOFT_404, RejectionReason.CAPTCHA], "suspect"),
        ([RejectionReason.CAPTCHA, RejectionReason.LOGIN_WALL], "live"),
    ],
)
def test_what_stands_in_the_place_of_an_article(
    tmp_path: Path, looks: list[RejectionReason], expected: str
) -> None:
    fates = [fate(URL, day) for day in range(5, 5 + len(looks))]
    rejected = [rejection(day, reason) for day, reason in enumerate(looks, start=5)]
    assert status(tmp_path, fates, rejected)[0] == expected


def test_redirects_to_the_home_page_are_removals_and_others_are_not(tmp_path: Path) -> None:
    home = [replace(fate(URL, day), detail="redirected to http://chen.example/") for day in (5, 6)]
    assert status(tmp_path / "home", home) == ("gone", "redirected to http://chen.example/")
    moved = [replace(one, detail="redirected to http://chen.example/new/1") for one in home]
    assert status(tmp_path / "moved", moved)[0] == "live"


def test_not_modified_means_whatever_was_there_before(tmp_path: Path) -> None:
    again = [fate(URL, 6), fate(URL, 7, Outcome.NOT_MODIFIED, status=304)]
    soft = [rejection(6, RejectionReason.SOFT_404)]
    assert status(tmp_path / "soft", again, soft)[0] == "gone"
    away = [fate(URL, 6, Outcome.HTTP_ERROR, status=404), again[1]]
    assert status(tmp_path / "back", away)[0] == "live"


def test_two_looks_in_one_run_are_one_look(tmp_path: Path) -> None:
    first = fate(URL, 6, Outcome.HTTP_ERROR, status=404)
    twice = [first, replace(first, source_id="search", at=first.at + timedelta(minutes=9))]
    assert status(tmp_path, twice)[0] == "suspect"


def test_two_hundred_flips_are_neither_takedowns_nor_revisions(tmp_path: Path) -> None:
    chance = random.Random(200)
    documents, fates, rejected = [], [], []
    start = datetime(2026, 1, 5, 6, tzinfo=UTC)
    for number in range(200):
        one = document(f"{number}", published=moment(4), text=f"{STORY}第{number}则。")
        documents.append(one)
        for look in range(1, 6):
            at = start + timedelta(days=look, minutes=number)
            failed = replace(fate(one.url, 5), at=at, run_id=f"run-{look}")
            flip = chance.choice(["captcha", "503", "time-out", "robots", "reset"])
            if flip == "captcha":
                fates.append(failed)
                rejected.append(
                    Rejection(
                        one.url,
                        RejectionReason.CAPTCHA,
                        "",
                        "chen",
                        at,
                        Capture("a", number, f"{look}"),
                    )
                )
                continue
            outcome, code = {
                "503": (Outcome.HTTP_ERROR, 503),
                "time-out": (Outcome.TIMED_OUT, None),
                "robots": (Outcome.ROBOTS_UNAVAILABLE, None),
                "reset": (Outcome.CONNECTION_ERROR, None),
            }[flip]
            fates.append(replace(failed, outcome=outcome, http_status=code))
        if number % 2:  # half of them come back as they were
            documents.append(replace(one, fetched_at=start + timedelta(days=9)))
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        rows = [(one, tagging(one)) for one in documents]
        live.load([write_batch(tmp_path / "b", rows, fates=fates)])
        _reject(live, tmp_path, rejected)
        relate_new(live, tmp_path / "relating")
        live.refresh_marts()
        counts = live.connection.execute(
            "select status, count(*) from coverage group by all"
        ).fetchall()
        assert counts == [("live", 200)]
        assert live.connection.table("revisions").fetchall() == []


def test_evidence_holds_every_capture_with_its_hash(tmp_path: Path) -> None:
    home = Home(tmp_path)
    captures = []
    with LandingWriter(
        home.landing / "a.warc.gz", source_id="chen", run_id="r", as_of=moment(5)
    ) as writer:
        for day in (5, 6):
            body = f"<p>{STORY}{day}</p>".encode()
            response = ReceivedResponse(
                URL, moment(day), 200, [("Content-Type", "text/html; charset=utf-8")], body
            )
            place = writer.write_response(response, HowFound("rss"))
            captures.append(replace(place, file="a.warc.gz"))
    one = document("1", published=moment(4))
    versions = [
        replace(one, document_id="1", fetched_at=moment(day), capture=capture)
        for day, capture in zip((5, 6), captures, strict=True)
    ]
    lost = replace(
        versions[0], fetched_at=moment(9), capture=Capture("lost.warc.gz", 0, "sha256:0")
    )
    home.live.parent.mkdir(parents=True)
    with LiveWarehouse(home.live) as live:
        rows = [(version, tagging(version)) for version in (*versions, lost)]
        live.load([write_batch(tmp_path / "b", rows)])
        relate_new(live, tmp_path / "relating")
        live.refresh_marts()
    publish(home, moment(9))
    for _ in range(2):
        folder = write_evidence(home, URL, None, moment(9))
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        archive = folder / manifest["archive"]["file"]
        assert sha256(archive.read_bytes()).hexdigest() == manifest["archive"]["sha256"]
        bodies = [one.message.body for one in read_responses(archive) if hasattr(one, "message")]
        assert [sha256(body).hexdigest() for body in bodies] == [
            entry["payload_sha256"] for entry in manifest["captures"]
        ]
        assert len(bodies) == 2
        assert [entry["from"]["offset"] for entry in manifest["captures"]] == [
            capture.offset for capture in captures
        ]
        assert [entry["file"] for entry in manifest["missing"]] == ["lost.warc.gz"]
    with pytest.raises(QueryError, match="Nothing was landed"):
        write_evidence(home, "http://chen.example/unknown", None, moment(9))


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


@pytest.mark.parametrize("way", ["soft 404", "home", "captcha"])
def test_what_looks_removed_is_looked_at_again_and_a_captcha_is_not(
    tmp_path: Path, way: str
) -> None:
    detail = "redirected to http://chen.example/" if way == "home" else ""
    fates = [fate(URL, 5), replace(fate(URL, 6), detail=detail)]
    reasons = {"soft 404": RejectionReason.SOFT_404, "captcha": RejectionReason.CAPTCHA}
    rejected = [rejection(6, reasons[way])] if way in reasons else []
    status(tmp_path, fates, rejected)
    with LiveWarehouse(tmp_path / "live.duckdb") as live:
        due = live.rows("plans", "revisits", {"as_of": moment(6, 12)})
    assert [row[1] for row in due] == ([] if way == "captcha" else [URL])
