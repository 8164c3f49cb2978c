"""The parts that reports are made of, each alone."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.report.chromium import Chromium
from warehouse.differences import differences
from warehouse.report import charts, wording
from warehouse.report.axis import Axis
from warehouse.report.links import web_address
from warehouse.report.marks import link
from warehouse.report.trees import trees
from warehouse.report.wording import Writer, read_words

WORDS = Path(wording.__file__).parent / "words"


def _keys(value: Any, path: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {path}
    return {key for name, one in value.items() for key in _keys(one, f"{path}.{name}")}


def test_both_catalogues_have_the_same_words_with_the_same_places() -> None:
    zh, en = (
        yaml.safe_load((WORDS / f"{language}.yaml").read_text(encoding="utf-8"))
        for language in ("zh", "en")
    )
    assert _keys(zh) == _keys(en)
    writer = Writer("zh", "Asia/Shanghai")
    assert writer.words.units.day == "天"
    with pytest.raises(AttributeError, match=r"zh\.nothing"):
        _ = read_words("zh").nothing


@pytest.mark.parametrize(
    ("value", "column", "shown"),
    [
        (1234567, "articles", "1,234,567"),
        (0.9571, "recall", "95.7%"),
        (0.5, "story_share_from", "50.0%"),
        (1515, "lag_minutes", "1 d 1 h"),
        (-5, "lag_minutes", "−5 min"),
        (None, "articles", "—"),
        (True, "is_clear", "yes"),
        (date(2026, 1, 5), "day", "2026-01-05"),
        (datetime(2026, 1, 5, 20, 30, tzinfo=UTC), "first_at", "2026-01-06 04:30"),
    ],
)
def test_values_are_written_for_people(value: Any, column: str, shown: str) -> None:
    assert Writer("en", "Asia/Shanghai").write(value, column) == shown


def test_a_day_is_not_given_a_time() -> None:
    writer = Writer("en", "Asia/Shanghai")
    assert writer.write(datetime(2026, 1, 4, 16, tzinfo=UTC), "published_at", "day") == "2026-01-05"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example/",
     "java\nscript:alert(1)", "http://", "", None, "http://[", " http://a.example/", "vbscript:x"],
)  # fmt: skip
def test_only_the_web_is_linked(address: str | None) -> None:
    assert web_address(address) is None


def test_a_web_address_is_linked() -> None:
    assert web_address("https://a.example/b?c=d") == "https://a.example/b?c=d"


def test_a_difference_shows_words_and_cuts_what_stayed() -> None:
    before = "第一句。" * 60 + "召回三批茶叶。最后一句。"
    after = "第一句。" * 60 + "召回五批茶叶。最后一句。"
    pieces = differences(before, after)
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind in {"removed", "added"}] == [
        ("removed", "三"),
        ("added", "五"),
    ]
    assert any(piece.kind == "skipped" for piece in pieces)


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_loses_nothing(before: str, after: str) -> None:
    pieces = differences(before, after)
    if all(piece.kind != "skipped" for piece in pieces):
        kept = "".join(piece.text for piece in pieces if piece.kind != "added")
        came = "".join(piece.text for piece in pieces if piece.kind != "removed")
        assert (kept, came) == (before, after)


def test_a_difference_of_a_hostile_text_is_quick() -> None:
    assert differences("。" * 20_000, "。" * 19_000 + "x") is not None
    assert differences("a " * 10_000, "b a " * 5_000) is not None


def test_trees_hold_every_document_once_even_in_rings_and_chains() -> None:
    chain: list[dict[str, Any]] = [
        {"document_id": n, "parent_document_id": n - 1 if n else None} for n in range(3_000)
    ]
    ring: list[dict[str, Any]] = [
        {"document_id": -1, "parent_document_id": -2},
        {"document_id": -2, "parent_document_id": -1},
    ]
    grown = trees([*ring, *chain])
    assert [branch.size for branch in grown] == [3_000, 2]


def test_a_name_of_any_characters_is_drawn() -> None:
    axis = Axis(date(2026, 1, 1), date(2026, 1, 9), {date(2026, 1, 3): 0.5})
    name = 'a"<b>\x00\x1b&[0]晨江'
    drawn = charts.gaps(axis, [(name, {date(2026, 1, 2): "outage"}), ("", {})], name)
    assert "<b>" not in drawn
    assert "\x00" not in drawn


@pytest.mark.parametrize("days", [1, 2, 40, 400, 4_000, 9_000])
def test_an_axis_names_a_few_days(days: int) -> None:
    last = date(2026, 1, 9)
    axis = Axis(date.fromordinal(last.toordinal() - days + 1), last, {})
    drawn = charts.volume(axis, [{last: 3}], "volume")
    assert 1 <= drawn.split('class="narrow"')[0].count('text-anchor="middle"') <= 9


@pytest.mark.parametrize("most", [0.003, 0.14, 7, 1300, 45_000])
def test_amounts_beside_an_axis_are_shown_whole(most: float) -> None:
    axis = Axis(date(2026, 1, 1), date(2026, 1, 20), {})
    draw = (
        charts.shares
        if most < 1
        else lambda axis, counts, about: charts.volume(axis, [counts], about)
    )
    drawn = draw(axis, {date(2026, 1, 3): most}, "about")
    amounts = re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="end"[^>]*>([^<]+)</text>', drawn)
    assert amounts
    assert all(float(end) >= 5.5 * len(label) for end, label in amounts)


def test_the_browser_of_the_tests_notices_requests_and_complaints(
    chromium: Chromium, tmp_path: Path
) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
        "<img src='http://127.0.0.1:9/x.png'><p style='color:red'>x",
        encoding="utf-8",
    )
    assert chromium.show(page.as_uri()).complaints
    page.write_text(
        "<!doctype html><img src='http://127.0.0.1:9/x.png'><script>console.error('no')</script>"
        "<div style='width:2000px'>x</div>",
        encoding="utf-8",
    )
    seen = chromium.show(page.as_uri(), width=390)
    assert "http://127.0.0.1:9/x.png" in seen.requests
    assert any("no" in one for one in seen.complaints)
    assert seen.width >= 2000


def test_a_headline_without_end_is_cut() -> None:
    shown = link("https://chen.example/1", "青岚" * 3000)
    assert "https://chen.example/1" in shown
    assert len(shown) < 400
