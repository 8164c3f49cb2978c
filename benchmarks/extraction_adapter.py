"""`clean_page` in the shape that the scorer of the evaluation corpus calls."""

from datetime import UTC, datetime, timedelta, timezone

from flows.clean import clean_page
from warehouse.records import Document, RawPage

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def aftermath(html: bytes, url: str | None) -> dict[str, str | None]:
    page = RawPage(url or "", "benchmark", NOW, 200, {}, html)
    document = clean_page(page)
    if not isinstance(document, Document):
        return {}
    published = document.published_at
    return {
        "text": document.text,
        "title": document.title,
        "published": published.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        if published
        else None,
        "source": document.credit,
        "author": document.author,
    }
