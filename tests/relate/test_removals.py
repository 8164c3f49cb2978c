"""Takedowns on a real database: real removals are found at the second look, and flips are none."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.relating import relate_new
from tests.relate.story import STORY, URL
from tests.warehouse.tea import document, fate, moment, tagging, write_batch
from warehouse.batch import BatchWriter, record_row
from warehouse.live import LiveWarehouse
from warehouse.records import Capture, Fate, Outcome, Rejection, RejectionReason


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
