"""A suggested incident file loads, whatever it was made from, and names what the pages name."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.tagging import read_labelled
from flows.incident import Incident, load_incident
from flows.tag.scaffold import suggest_incident

STARTED = date(2026, 2, 10)


def _load(folder: Path, text: str) -> Incident:
    file = folder / "suggested.yaml"
    file.write_text(text, encoding="utf-8")
    return load_incident(file)


def test_names_and_terms_come_from_the_pages(tmp_path: Path) -> None:
    pages = {
        f"http://news.example/{one.label['id']}": f"{one.label['title']}\n{one.label['text']}"
        for one in read_labelled()
        if one.label["id"].startswith("a") and one.is_relevant
    }
    text = suggest_incident(
        "Larkspur outage", ["Larkspur", "outage"], pages, identifier="larkspur", started=STARTED
    )
    incident = _load(tmp_path, text)
    names = {entity.name for entity in incident.entities}
    assert {"Larkspur Airways", "翠雀航空", "Maren Holt"} <= names
    assert incident.match.any == (("Larkspur", "outage"),)
    assert incident.started == STARTED
    assert incident.timezone == "UTC"
    assert set(incident.seeds) == set(pages)


def test_people_are_found_without_a_title(tmp_path: Path) -> None:
    page = "青禾乳业的梁仲秋露面了。记者拍到梁仲秋与律师。小青罐仍未上架。"
    text = suggest_incident(
        "青禾乳业召回",
        ["青禾乳业", "召回"],
        {"http://n.example/1": page},
        identifier="x",
        started=STARTED,
    )
    incident = _load(tmp_path, text)
    assert {"青禾乳业", "梁仲秋"} <= {entity.name for entity in incident.entities}
    assert incident.threads[0].question == "后来怎样了？"


@pytest.mark.parametrize("words", [[], [" "], ["宕机"], ["a: [b]", "{c}", '"', "#d"], ["长" * 200]])
def test_any_words_give_a_file_that_loads(tmp_path: Path, words: list[str]) -> None:
    text = suggest_incident("Title: [x] #1", words, {}, identifier="some-id", started=STARTED)
    assert _load(tmp_path, text).id == "some-id"


@settings(max_examples=30)
@given(
    title=st.text(min_size=1, max_size=400).filter(str.strip),
    pages=st.lists(st.text(max_size=80), max_size=3),
)
def test_any_pages_give_a_file_that_loads(
    tmp_path_factory: pytest.TempPathFactory, title: str, pages: list[str]
) -> None:
    texts = {f"http://news.example/{number}": text for number, text in enumerate(pages)}
    text = suggest_incident(title, [], texts, identifier="some-id", started=STARTED)
    assert _load(tmp_path_factory.mktemp("suggested"), text).id == "some-id"
