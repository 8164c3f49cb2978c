"""The article on a page, all fields: layout first, then what is printed, then what the page's scripts carry."""

from dataclasses import dataclass
from datetime import tzinfo

from crawlers.catalog import Source
from flows.clean.author import find_author
from flows.clean.byline import Surroundings, surroundings
from flows.clean.credit import find_credit, labelled_outlet
from flows.clean.embedded import Embedded, embedded_article
from flows.clean.extract import Body, find_body
from flows.clean.fragment import fragment_lines
from flows.clean.layout import Chosen, read_layout
from flows.clean.lines import Line
from flows.clean.masses import mass_of
from flows.clean.name_lists import names_in
from flows.clean.page import Page
from flows.clean.posts import embedded_post
from flows.clean.published import Hints, Published, find_published
from flows.clean.title import Headline, claims_of, find_claimed, find_unclaimed

THIN = 90  # mass of a printed body below which the page's scripts are asked for a longer one


@dataclass(frozen=True, slots=True)
class Article:
    """What was found on a page."""

    title: str  # empty: none
    lines: tuple[Line, ...]  # the text
    origin: str  # of the text: layout, printed, embedded; empty: there is none
    headline: Headline | None  # as printed
    body: Body | None  # as printed
    around: Surroundings
    published: Published
    author: str | None
    credit: str | None


def find_article(page: Page, source: Source | None, zone: tzinfo) -> Article:
    """Return the article of a page, as far as there is one."""
    chosen = read_layout(page.html, source, page.fetched_at.date())
    headline, body = _printed(page)
    around = surroundings(page, headline, body)
    carried = None if chosen.lines else _carried(page, body)
    lines, origin = _text(chosen, body, carried)
    title = chosen.title or (headline.text if headline is not None else "")
    if origin == "embedded" and carried is not None:
        title = title if headline is not None and headline.index is not None else carried.title
    author = _author(chosen.author) or find_author(page, around, body)
    credit = labelled_outlet(chosen.credit) or find_credit(
        page, around, body, author, own=source.name if source is not None else ""
    )
    if origin == "embedded" and carried is not None:
        author = author or _author(carried.author)
        credit = credit or labelled_outlet(carried.credit)
    hints = Hints(chosen.published, chosen.modified, carried)
    published = find_published(page, around, zone, hints)
    return Article(title, lines, origin, headline, body, around, published, author, credit)


def _printed(page: Page) -> tuple[Headline | None, Body | None]:
    """Return headline and body: the one helps to find the other."""
    headline = find_claimed(page)
    body = _below(page, headline)
    if body is None:
        return headline, None
    start = page.lines.index(body.lines[0]) if body.lines else body.first
    if headline is None or headline.index is None or headline.index > start:
        headline = find_unclaimed(page, start)
        body = _below(page, headline) or body
    return headline, body


def _below(page: Page, headline: Headline | None) -> Body | None:
    return find_body(page, headline.last, headline.text) if headline else find_body(page, None, "")


def _carried(page: Page, body: Body | None) -> Embedded | None:
    """Return the article in the page's scripts, where hardly anything is printed."""
    printed = sum(mass_of(line) for line in body.lines) if body is not None else 0.0
    if printed >= THIN:
        return None
    found = embedded_article(page.html, claims_of(page), claimed=False)
    if found is None and not printed:
        found = embedded_post(page.html)
    return found if found is not None and len(found.text) > 1.5 * printed else None


def _text(
    chosen: Chosen, body: Body | None, carried: Embedded | None
) -> tuple[tuple[Line, ...], str]:
    if chosen.lines:
        return chosen.lines, "layout"
    if carried is not None:
        headline = "" if carried.is_post else carried.title
        if lines := fragment_lines(carried.text, headline):
            return lines, "embedded"
    if body is not None and body.lines:
        return body.lines, "printed"
    return (), ""


def _author(text: str) -> str | None:
    return "、".join(names_in(text)) or None if text else None
