"""Documents and incidents for the tests of tagging."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.incident import SHIPPED_INCIDENTS, Incident, load_incident
from warehouse.records import DatePrecision, Document, Script

MakeDocument = Callable[..., Document]


def _document(title: str, text: str, published: str | None = "2026-01-06") -> Document:
    published_at = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    return Document(
        document_id="d1",
        url="http://news.example/1",
        canonical_url="http://news.example/1",
        source_id="example",
        title=title,
        text=text,
        published_at=published_at,
        published_precision=DatePrecision.DAY if published_at else None,
        published_method="meta" if published_at else None,
        published_raw=published,
        modified_at=None,
        author=None,
        credit=None,
        language="zh",
        script=Script.HANS,
        obfuscations=(),
        quality=(),
        fetched_at=datetime(2026, 3, 10, tzinfo=UTC),
        content_digest="x",
    )


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    return _document


@pytest.fixture(scope="session")
def xiaomi() -> Incident:
    return load_incident(SHIPPED_INCIDENTS / "xiaomi-kol-2026.yaml")


@pytest.fixture
def write_incident(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, content: str) -> Path:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        return file

    return write
