"""Words that rise: given rows, expected rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.given import Given


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    world = Given(tmp_path / "live.duckdb")
    world.incident()
    yield world
    world.live.__exit__()


def words(given: Given, number: int, day: int, text: str, **row: object) -> None:
    """Add an origin of a day and the words that find it."""
    document = given.article(day, f"d{number}", **row)
    given.add("search_documents", document_number=number, document_id=document, length=9)
    for word in text.split():
        given.add("word_counts", word=word, document_number=number, weight=1)


def weeks(given: Given, now: str, past: str = "绿茶 召回", stories: int = 6) -> None:
    for number in range(2 * stories):
        words(given, number, number % 5, past)
    for number in range(2 * stories, 3 * stories):
        words(given, number, 20, f"绿茶 {now}")


def test_a_word_that_rises_is_found_with_its_documents(given: Given) -> None:
    weeks(given, "毒茶门")
    ((term, *counts, score, documents),) = given.trend(
        "emerging_terms",
        "term, stories, of_stories, stories_before, of_stories_before, score, documents",
    )
    assert (term, counts) == ("毒茶门", [6, 6, 0, 12])
    assert score == pytest.approx(22.91, abs=0.01)  # 2 (6 ln 3 + 12 ln 1.5)
    assert documents == [f"d{number}" for number in range(12, 18)]


def test_names_of_the_incident_and_their_parts_are_not_new(given: Given) -> None:
    given.add("tags", incident_id="tea-recall", kind="entity", tag="q", terms=["青岚茶业"])
    weeks(given, "青岚 茶业 青岚茶业 2026 3.5 门")
    assert given.trend("emerging_terms") == []


def test_copies_few_stories_and_common_words_are_no_news(given: Given) -> None:
    weeks(given, "周二")
    for number in range(20, 60):  # documents about anything else
        given.add("search_documents", document_number=number, document_id=f"x{number}", length=9)
        if number % 4 == 0:
            given.add("word_counts", word="周二", document_number=number, weight=1)
    for number in range(70, 90):  # copies
        words(given, number, 20, "抄来", cluster_id="d12")
    assert given.trend("emerging_terms") == []


def test_little_coverage_gives_no_row(given: Given) -> None:
    weeks(given, "毒茶门", stories=4)
    assert given.trend("emerging_terms") == []


def test_a_part_that_rises_with_the_whole_is_left_out(given: Given) -> None:
    weeks(given, "毒茶 毒茶门")
    assert given.trend("emerging_terms", "term") == [("毒茶门",)]
