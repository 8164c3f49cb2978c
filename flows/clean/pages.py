"""Articles in several pages: the pages that landed together, joined into one document."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from warehouse.folding import fold
from warehouse.records import Document

_NUMBER = re.compile(
    r"(?:[_-](\d{1,2})(?=\.s?html?$|$)|[?&](?:page|p|pn|pageno)=(\d{1,2})\b|/(\d{1,2})/?$)", re.I
)


def page_number(url: str) -> int:
    """Return which page of its article a URL names; 1 where it does not say."""
    match = _NUMBER.search(url.split("#")[0])
    return int(next(number for number in match.groups() if number)) if match else 1


def join_pages(documents: Iterable[Document]) -> Document:
    """Return the pages of one article, versions of the same `document_id`, as one document.

    Order is that of the numbers in their URLs; the first page gives every field but text and links; a paragraph
    that a later page repeats is kept once; a page that shows the whole article stands for all.
    """
    pages = sorted(documents, key=lambda page: (page_number(page.url), page.url))
    if not pages:
        raise ValueError("join_pages needs at least one document")
    first = pages[0]
    if len(pages) == 1:
        return first
    paragraphs: dict[str, None] = {}
    for page in pages:
        paragraphs.update(dict.fromkeys(page.text.splitlines()))
    text = "\n".join(paragraphs)
    return replace(
        first,
        text=text,
        raw_text="\n".join(page.raw_text or page.text for page in pages)
        if any(page.raw_text for page in pages)
        else None,
        links=tuple(dict.fromkeys(link for page in pages for link in page.links)),
        cited=tuple(dict.fromkeys(name for page in pages for name in page.cited)),
        quality=tuple(
            dict.fromkeys((*(flag for page in pages for flag in page.quality), "joined_pages"))
        ),
        matching_text=fold(f"{first.title}\n{text}"),
        content_digest=digest_of(first.title, text),
    )


def digest_of(title: str, text: str) -> str:
    """Return the digest that two versions share exactly if title and text are the same but for white space."""
    told = "".join((title + text).split())
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
