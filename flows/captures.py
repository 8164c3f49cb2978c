"""Captured pages before and after they are read: whose they are, and which of them make one article."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from crawlers.identity import page_number
from crawlers.source import Source
from warehouse.records import Document, RawPage, Rejection, RejectionReason

FOUND_ELSEWHERE = frozenset(["", "search", "seed", "link"])  # ways that lead to pages of any outlet


def attributed(page: RawPage, source: Source | None) -> RawPage:
    """Return the page as one of the outlet that it lies at, whoever led there; unlisted: its host."""
    if source is not None:
        return replace(page, source_id=source.id)
    if page.source_id and page.via not in FOUND_ELSEWHERE:
        return page
    try:
        host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    return replace(page, source_id=host or page.source_id or "unknown")


def moments(
    captures: list[tuple[Document, RawPage]],
) -> Iterator[list[tuple[Document, RawPage]]]:
    """Yield the pages of an article that belong together: a page that comes again begins anew."""
    group: dict[int, tuple[Document, RawPage]] = {}
    for found in sorted(captures, key=lambda found: found[0].fetched_at):
        number = page_number(found[0].url)
        if number in group:
            yield list(group.values())
            group = {}
        group[number] = found
    if group:
        yield list(group.values())


def later_page(document: Document) -> Rejection:
    """Say of a page that its text stands in another page's document."""
    return Rejection.of(document, RejectionReason.LATER_PAGE, f"a page of {document.canonical_url}")


def too_complex(page: RawPage | Document, seconds: float) -> Rejection:
    """Say of a page, or of what it became, that reading it took too long."""
    detail = f"reading it took more than {seconds:g} s of processor time"
    return Rejection.of(page, RejectionReason.TOO_COMPLEX, detail)
