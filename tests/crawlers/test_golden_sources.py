"""Every shipped layout has a page of our own writing that it reads, every field of it, with the right values."""

from pathlib import Path
from typing import Any

import pytest

from crawlers.catalog import load_catalog
from crawlers.check import declared_fields
from crawlers.source import Layout, Source
from flows.clean import clean_page
from flows.golden import read_by_layout, read_golden
from flows.source_checks import fitting_layout
from warehouse.records import Document, RawPage

FOLDER = Path(__file__).parents[1] / "golden_sources"
CASES = sorted(file.parent for file in FOLDER.glob("*/*/expected.json"))
CATALOG = load_catalog()
LAYOUTS = [(source, number) for source in CATALOG for number in range(len(source.layouts))]


def golden(folder: Path) -> tuple[RawPage, dict[str, Any], Source]:
    page, expected = read_golden(folder)
    source = CATALOG.get(folder.parent.name)
    assert source is not None
    return page, expected, source


def document_of(page: RawPage, source: Source) -> Document:
    document = clean_page(page, source)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_page_becomes_what_is_expected(folder: Path) -> None:
    page, expected, source = golden(folder)
    document = document_of(page, source)
    got = {name: getattr(document, name) for name in expected if name != "layout"}
    got["text"] = document.text.splitlines()
    got["published_at"] = document.published_at and document.published_at.isoformat()
    assert got | {"layout": read_by_layout(page, source)} == expected
    assert CATALOG.source_for_url(page.url) == source


@pytest.mark.parametrize(
    ("source", "number"), LAYOUTS, ids=[f"{source.id}-{number}" for source, number in LAYOUTS]
)
def test_every_field_of_every_layout_is_read_from_a_page(source: Source, number: int) -> None:
    layout = source.layouts[number]
    pages = [golden(case) for case in CASES if case.parent.name == source.id]
    fitting = [case for case in pages if fitting_layout(case[0], source)[0] == layout]
    assert fitting, f"layout {number} of {source.id} has no page in {FOLDER}"
    for page, expected, _ in fitting:
        assert_taken(document_of(page, source), layout, expected["layout"])


def assert_taken(document: Document, layout: Layout, said: dict[str, Any]) -> None:
    """What the layout says of a page is what the document has."""
    assert set(said) == set(declared_fields(layout))
    if "title" in said:
        assert document.title == said["title"]
    if "body" in said:
        assert document.text.splitlines() == said["body"]
    if "published" in said:
        assert document.published_method == "layout"
    for name in {"credit", "author"} & set(said):
        assert getattr(document, name) in said[name]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_page_is_small_and_of_our_own_writing(folder: Path) -> None:
    content = (folder / "page.html").read_bytes()
    assert len(content) < 3_000
    assert "\ufffd" not in content.decode("utf-8")
    assert b"belongs to its publisher" not in content
