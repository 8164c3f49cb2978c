"""Test pages: a fetched page and what it should become, as two files for a person to read and correct."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.source import Source
from flows.clean import clean_page
from flows.source_checks import fitting_layout
from warehouse.records import RawPage, Rejection

PAGE, EXPECTED = "page.html", "expected.json"
NOTICE = (
    "This page belongs to its publisher. It is for tests on your own machine: do not commit or publish it "
    "unless you wrote it. Read what is expected of it, and correct what is wrong."
)
_FIELDS = ("published_precision", "author", "credit")


def write_golden(folder: Path, page: RawPage, source: Source) -> None:
    """Write a page and what today's code makes of it; FileExistsError where the folder holds one already."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = {"notice": NOTICE, **expected_of(page, source)}
    text = json.dumps(expected, ensure_ascii=False, indent=2)
    with (folder / PAGE).open("xb") as file:
        file.write(f"<!-- {NOTICE} -->\n".encode() + page.body)
    with (folder / EXPECTED).open("x", encoding="utf-8") as file:
        file.write(f"{text}\n")


def read_golden(folder: Path) -> tuple[RawPage, dict[str, Any]]:
    """Return the page of a folder as it was fetched, and what is expected of it."""
    expected = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    expected.pop("notice", None)
    page = RawPage(
        url=expected.pop("url"),
        source_id=expected.pop("source"),
        fetched_at=datetime.fromisoformat(expected.pop("fetched_at")),
        status=200,
        headers={"Content-Type": expected.pop("content_type", "text/html")},
        body=(folder / PAGE).read_bytes(),
    )
    return page, expected


def expected_of(page: RawPage, source: Source) -> dict[str, Any]:
    """Return what today's code makes of a page, with what the source's layout says in its own words."""
    about = {
        "url": page.url,
        "source": source.id,
        "fetched_at": page.fetched_at.astimezone(UTC).isoformat(),
        "content_type": page.header("content-type") or "text/html",
    }
    judged = clean_page(page, source)
    if isinstance(judged, Rejection):
        return about | {"rejection": str(judged.reason)}
    fields = {name: getattr(judged, name) for name in _FIELDS}
    return about | {
        "title": judged.title,
        "text": judged.text.splitlines(),
        "published_at": judged.published_at and judged.published_at.isoformat(),
        **fields,
        "layout": read_by_layout(page, source),
    }


def read_by_layout(page: RawPage, source: Source) -> dict[str, Any]:
    """Return the fields that a source's layout finds on a page, in the page's own words."""
    _, chosen = fitting_layout(page, source)
    said = {
        "title": chosen.title,
        "body": [line.text for line in chosen.lines],
        "published": chosen.published,
        "modified": chosen.modified,
        "credit": chosen.credit,
        "author": chosen.author,
    }
    return {name: value for name, value in said.items() if value}
