"""How a fact looks in the page: its value with its provenance, linked to the documents behind it."""

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from warehouse.report.facts import Fact, Facts, Row, canonical
from warehouse.report.links import anchor, web_address
from warehouse.report.wording import Writer

# The column that names the group of documents behind a row, and the kind of that group.
_GROUPS = {
    "source_id": "source",
    "topic_id": "topic",
    "topic": "topic",
    "thread_id": "thread",
    "thread": "thread",
    "entity_id": "entity",
    "target": "target",
}
_LONGEST_LINK = 200  # characters
_DAYS = ("day", "published_on", "first_on", "started_on")


@dataclass(slots=True)
class Behind:
    """What can be pointed at: the documents of the list, their days, and their groups."""

    documents: dict[str, int] = field(default_factory=dict)  # id -> number in the list
    days: set[str] = field(default_factory=set)
    groups: set[tuple[str, str]] = field(default_factory=set)

    def place(self, row: Row) -> str:
        """Return the id of the element that lists the documents behind a row."""
        document = row.get("document_id")
        if document in self.documents:
            return f"document-{self.documents[str(document)]}"
        for column in _DAYS:
            if canonical(row.get(column)) in self.days:
                return f"day-{canonical(row[column])}"
        for column, kind in _GROUPS.items():
            if (kind, str(row.get(column))) in self.groups:
                return anchor(kind, row[column])
        for kind in ("topic", "thread", "entity"):
            if (kind, str(row.get("tag"))) in self.groups:
                return anchor(kind, row["tag"])
        return "documents"


class Marker:
    """Marks values up for one page."""

    def __init__(self, writer: Writer, behind: Behind) -> None:
        self._writer = writer
        self._behind = behind

    def number(self, facts: Facts, row: Row, column: str, place: str | None = None) -> Markup:
        """Return a value that carries its provenance and leads to the documents behind it."""
        fact = facts.fact(row, column)
        precision = row.get("published_precision") if column == "published_at" else None
        shown = self._writer.write(fact.value, column, precision)
        about = f"{fact.query} · {column}"
        return Markup('<a class="n" href="#{}" title="{}">{}</a>').format(
            place or self._behind.place(row), about, _data(fact, shown, precision)
        )

    def cell(self, facts: Facts, row: Row, column: str) -> Markup:
        """Return a cell of a table: numbers and times with provenance, texts as texts."""
        value = row[column]
        if column == "title" and "url" in row:
            return link(row["url"], value)
        if column == "url":
            return link(value, value)
        if isinstance(value, str):
            return Markup("{}").format(self._writer.words.values.of(value))
        if value is None:
            return Markup('<span class="soft">—</span>')
        if isinstance(value, list):
            return Markup("{}").format(self._writer.write([str(one) for one in value], column))
        return self.number(facts, row, column)


def link(url: object, text: object) -> Markup:
    """Return a link out of the page where the address is one of the web, else the text alone."""
    address = web_address(url)
    shown = _short(str(text or url or ""))
    if address is None:
        return Markup("{}").format(shown)
    return Markup('<a href="{}" rel="noreferrer noopener nofollow">{}</a>').format(address, shown)


def _short(text: str) -> str:
    """Return a headline or address that a page may print whole; some run to thousands of characters."""
    return text if len(text) <= _LONGEST_LINK else text[:_LONGEST_LINK] + "…"


def is_number(value: Any) -> bool:
    """Say whether a value stands at the right of its column."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _data(fact: Fact, shown: str, precision: str | None) -> Markup:
    extra = Markup(' data-precision="{}"').format(precision) if precision else ""
    return Markup(
        '<data value="{}" data-query="{}" data-parameters="{}" data-key="{}" data-column="{}"{}>{}</data>'
    ).format(
        canonical(fact.value), fact.query, fact.parameters, fact.key, fact.column, extra, shown
    )
