"""What is marked in a document: names of the incident's entities, and what somebody is reported to have said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from flows.incident import Incident
from flows.tag.compiled import compiled
from flows.tag.matching import find_terms
from warehouse.folding import fold

_MOST = 5_000  # marks in one document; a hostile page may hold more


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, in characters from the start of title + "\\n" + text."""

    start: int
    end: int
    kind: str  # entity, quote
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with the marks that cover it."""

    text: str
    kinds: tuple[str, ...]
    label: str


def entity_marks(incident: Incident | None, title: str, text: str) -> list[Mark]:
    """Return where the incident's entities are named, found as the tagger finds them."""
    if incident is None:
        return []
    names = {one.id: one.name for one in incident.entities}
    found = find_terms(compiled(incident), fold(f"{title}\n{text}"))
    spans: list[Mapping[str, Iterable[tuple[int, int]]]] = [found.entities, found.doubtful]
    return [
        Mark(start, end, "entity", names.get(entity, entity))
        for by_entity in spans
        for entity, places in by_entity.items()
        for start, end in places
    ]


def segments(text: str, begins_at: int, marks: Iterable[Mark]) -> list[Segment]:
    """Cut a text into pieces at the edges of the marks; `begins_at` is its place in title + newline + text."""
    inside = [
        (max(0, mark.start - begins_at), min(len(text), mark.end - begins_at), mark)
        for mark in list(marks)[:_MOST]
    ]
    inside = [(start, end, mark) for start, end, mark in inside if start < end]
    opened: dict[int, list[Mark]] = {}
    closed: dict[int, list[Mark]] = {}
    for start, end, mark in inside:
        opened.setdefault(start, []).append(mark)
        closed.setdefault(end, []).append(mark)
    edges = sorted({0, len(text), *opened, *closed})
    active: list[Mark] = []
    pieces = []
    for start, end in pairwise(edges):
        for mark in closed.get(start, ()):
            active.remove(mark)
        active += opened.get(start, ())
        kinds = tuple(sorted({mark.kind for mark in active}))
        label = "; ".join(dict.fromkeys(mark.label for mark in active))
        pieces.append(Segment(text[start:end], kinds, label))
    return pieces
