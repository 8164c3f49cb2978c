"""Pages of our own writing, one for each shape that a page may have, with what they should become."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.clean import clean_page, join_pages
from warehouse.records import Document, RawPage, Rejection

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/expected.json"))
FETCHED = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)


def landed(case: str) -> tuple[RawPage, dict[str, Any]]:
    expected = json.loads((GOLDEN / case / "expected.json").read_text("utf-8"))
    body = (GOLDEN / case / "page.html").read_bytes()
    headers = {"Content-Type": "text/html"}
    return RawPage(expected.pop("url"), "golden", FETCHED, 200, headers, body), expected


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("reject_")])
def test_page_becomes_the_document_expected(case: str) -> None:
    page, expected = landed(case)
    document = clean_page(page)
    assert isinstance(document, Document), document
    assert "\ufffd" not in document.text
    got = {
        "text": document.text.splitlines(),
        "published_at": document.published_at and document.published_at.isoformat(),
        "contains": [part for part in expected.get("contains", []) if part in document.text],
        "quality": [flag for flag in expected.get("quality", []) if flag in document.quality],
    }
    got |= {name: getattr(document, name) for name in expected if name not in got}
    assert {name: got[name] for name in expected} == expected


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("reject_")])
def test_page_is_rejected_by_name(case: str) -> None:
    page, expected = landed(case)
    rejection = clean_page(page)
    assert isinstance(rejection, Rejection), rejection
    assert rejection.reason == expected["rejection"]
    assert rejection.detail


def test_pages_that_landed_together_are_joined() -> None:
    pages = [clean_page(landed(f"paginated_{number}")[0]) for number in (2, 1)]
    documents = [page for page in pages if isinstance(page, Document)]
    assert len({document.document_id for document in documents}) == 1
    joined = join_pages(documents)
    assert joined.url.endswith("7788120.html")
    assert joined.text.splitlines()[0].startswith("连载第一段")
    assert joined.text.splitlines()[-1].startswith("铜铃至今")
    assert "joined_pages" in joined.quality
