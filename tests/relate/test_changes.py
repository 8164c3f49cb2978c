"""Revisions: given two versions, the changes that a reader would name."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.relate.days import days_told_of
from flows.relate.numbers import numbers_in
from flows.relate.revisions import Change, Version, changes

TEXT = (
    "青岚茶业周二宣布召回三批绿茶，并向顾客致歉。\n法院此前判决公司赔偿16万元，经理林予衡当庭道歉。\n"
    "林予衡说：“我们绝不回避责任。”\n公司将在下周公布调查结果。"
)
BEFORE = Version("青岚茶业召回绿茶", TEXT, names=frozenset({"青岚茶业", "林予衡"}))


def after(old: str, new: str) -> Version:
    assert old in TEXT
    return replace(BEFORE, text=TEXT.replace(old, new))


def kinds(found: tuple[Change, ...]) -> list[str]:
    return [change.kind for change in found]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("16万元", "16万余元", "number"),
        ("三批", "五批", "number"),
        ("绝不回避责任", "会认真对待", "quote"),
        ("公司将在下周公布调查结果。", "公司拒绝公布任何调查结果，也没有说明理由。", "text"),
        ("将在下周公布", "将不在下周公布", "text"),
        ("公司将在下周", "公司将于下周", "minor"),
        ("致歉。", "致歉！", "minor"),
    ],
)
def test_each_kind_of_change_in_a_text(old: str, new: str, kind: str) -> None:
    (change,) = changes(BEFORE, after(old, new))
    assert change.kind == kind
    assert change.is_silent
    assert new.rstrip("。") in change.after
    assert len(change.before) < 60


def test_equal_versions_and_page_furniture_are_no_change() -> None:
    assert changes(BEFORE, BEFORE) == ()
    furnished = [
        replace(
            BEFORE,
            text=f"{TEXT}\n阅读 {n}\n{n}小时前\n责任编辑：祝镕{n}\n评论({n})\n更新于 {n}分钟前",
        )
        for n in (3, 7)
    ]
    assert changes(*furnished) == ()
    assert changes(BEFORE, furnished[0]) == ()
    assert (
        changes(BEFORE, replace(BEFORE, text=TEXT.replace("\n", "\n\n ").replace("，", "， ")))
        == ()
    )


def test_a_headline_before_and_after() -> None:
    (change,) = changes(BEFORE, replace(BEFORE, title="青岚茶业回应：正在调查"))
    assert (change.kind, change.before, change.after) == (
        "headline",
        "青岚茶业召回绿茶",
        "青岚茶业回应：正在调查",
    )


@pytest.mark.parametrize(
    "notice", ["更正：此前版本误为三批，特此致歉。", "Correction: an earlier version said three."]
)
def test_a_notice_makes_the_changes_with_it_not_silent(notice: str) -> None:
    changed = after("三批", "两批")
    found = changes(BEFORE, replace(changed, text=changed.text + "\n" + notice))
    assert kinds(found) == ["notice", "number"]
    assert not any(change.is_silent for change in found)


def test_a_party_and_a_number_that_disappear_are_named() -> None:
    gone = after("法院此前判决公司赔偿16万元，经理林予衡当庭道歉。\n", "")
    gone = replace(gone, text=gone.text.replace("林予衡", "经理"), names=frozenset({"青岚茶业"}))
    lost = {name for change in changes(BEFORE, gone) for name in change.lost}
    assert {"林予衡", "16万元"} <= lost


def test_byline_and_date() -> None:
    at = datetime(2026, 1, 5, 4, tzinfo=UTC)
    one = replace(
        BEFORE,
        author="祝镕",
        published_at=at,
        published_precision="minute",
        published_raw="01-05 12:00",
    )
    other = replace(
        one, author="马喆", published_at=at.replace(hour=6), published_raw="01-05 14:00"
    )
    assert kinds(changes(one, other)) == ["byline", "date"]
    exact = replace(one, published_precision="second", published_at=at.replace(second=30))
    assert changes(one, exact) == ()
    assert changes(replace(one, published_raw="3小时前"), replace(other, author="祝镕")) == ()


def test_hostile_texts_are_compared_in_time() -> None:
    left = Version("t", "甲乙丙" * 200_000)
    right = Version("t", "丁戊己" * 200_000 + "。" * 1000)
    started = time.process_time()
    assert changes(left, right)
    assert time.process_time() - started < 10


def test_numbers_and_days_in_texts() -> None:
    assert numbers_in("１６万余元、两名、1,200台、约三成") == {
        "16万余元",
        "两名",
        "1200台",
        "约三成",
    }
    assert days_told_of("1月6日晚小米发布通报；1月20日将公布") == ("01-06",)
    assert days_told_of("预计2月1日起实施，13月40日") == ()
