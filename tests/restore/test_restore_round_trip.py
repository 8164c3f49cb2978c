"""What the simulator alters comes back: floors of the error rate, for farms of every kind."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.mirror_simulator import (
    Farm,
    Private,
    Punctuation,
    damaged_spots,
    expected,
    farms,
    harmful_farm,
    obfuscate,
)
from benchmarks.restoration import edit_distance, score
from flows.clean.restoration import restore_text

PARAGRAPHS = (Path(__file__).parent / "texts/simplified.txt").read_text("utf-8").strip().split("\n")
PAGES = ["\n".join(PARAGRAPHS[start : start + 8]) for start in range(0, len(PARAGRAPHS), 8)]


def restored(text: str) -> str:
    return restore_text(text).text


@pytest.mark.parametrize("farm", farms(), ids=lambda farm: farm.name)
def test_error_rate_of_every_farm(farm: Farm) -> None:
    assert score(PAGES, farm, restored).error_rate <= 0.002


def test_error_rate_over_other_lists_and_orders() -> None:
    errors = characters = 0
    for seed in range(2, 6):
        for farm in farms(seed)[8:12]:
            one = score(PAGES, farm, restored)
            errors, characters = errors + one.errors, characters + one.characters
    assert errors / characters <= 0.001


@pytest.mark.parametrize(
    ("private", "punctuation", "size", "floor"),
    [
        # Lists chosen to do harm: ten to twenty times the damage of real pages.
        (Private.KEPT, Punctuation.FULL, 60, 0.001),
        (Private.KEPT, Punctuation.HALVED_AFTER, 60, 0.001),
        (Private.KEPT, Punctuation.HALVED_BEFORE, 60, 0.003),
        (Private.QUESTION, Punctuation.FULL, 15, 0.004),
        (Private.DROPPED, Punctuation.FULL, 15, 0.004),
    ],
)
def test_lists_that_do_the_most_harm(
    private: Private, punctuation: Punctuation, size: int, floor: float
) -> None:
    errors = characters = spots = left = 0
    for number, page in enumerate(PAGES):
        farm = harmful_farm(page, seed=number, size=size)
        farm = replace(farm, private=private, punctuation=punctuation)
        altered = obfuscate(page, farm)
        back = restored(altered)
        spots, left = spots + damaged_spots(altered), left + damaged_spots(back)
        errors += edit_distance(back, expected(page, farm))
        characters += len(page)
    assert spots >= 12
    assert left <= 0.02 * spots
    assert errors / characters <= floor


def test_restoring_the_restored_changes_nothing() -> None:
    for farm in farms()[4:12]:
        once = restore_text(obfuscate(PAGES[0], farm))
        again = restore_text(once.text)
        assert (again.text, again.changed, again.families) == (once.text, False, ())


def test_all_families_of_an_altered_page_are_named() -> None:
    farm = harmful_farm(PAGES[1])
    families = restore_text(obfuscate(PAGES[1], farm)).families
    assert families == ("pinyin-annotation", "byte-shift", "machine-traditional")


def test_the_edit_distance_is_one() -> None:
    assert edit_distance("甲乙丙", "甲丁丙") == edit_distance("甲乙", "甲乙丙") == 1
    assert edit_distance("甲\n乙", "甲乙") == 1
    assert edit_distance("", "") == 0
