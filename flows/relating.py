"""The relating step: what the pure functions of `flows.relate` need is read, what they find is loaded.

It runs between loading and the marts. Texts that are new are compared first (`flows.comparing`); then lineage
and clusters are found again, of all articles that what is new may have moved (`flows.renewal`) or of the whole
incident. Both give the same, so a late original takes its place and the order of arrival does not matter.
"""

import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.comparing import compare_texts
from flows.relate.claims import Incident
from flows.relate.lineage import relate
from flows.relate.outlets import Outlets
from flows.relate.revisions import Version, changes
from flows.related_articles import RelatedArticles
from flows.renewal import edge_row, renewed, standing_row
from warehouse.batch import BatchWriter, Row
from warehouse.live import LiveWarehouse

_SMALL = 2_000  # articles: an incident that has no more is related as a whole


def relate_new(live: LiveWarehouse, folder: Path, *, small: int = _SMALL) -> None:
    """Bring overlaps, revisions, lineage and clusters up to date; `folder` takes passing files."""
    while compare_texts(live, folder):
        pass
    with BatchWriter(folder) as writer:
        writer.add("revisions", *_revisions(live))
        for table in ("related", "standings", "lineage"):
            writer.add(table)
        for table, row in _relations(live, small):
            writer.add(table, row)
    with live.transaction():
        live.take_in(folder)
        live.rows("relating", "settle")
    shutil.rmtree(folder)


def _revisions(live: LiveWarehouse) -> list[Row]:
    with live.part("relating", "cut_out_states"):
        pairs = live.rows("relating", "state_pairs")
    return [
        {
            "document_id": document_id,
            "before_key": before_key,
            "after_key": after_key,
            "changes": [asdict(one) for one in changes(_version(before), _version(after))],
        }
        for document_id, before_key, after_key, before, after in pairs
    ]


def _version(state: dict[str, Any]) -> Version:
    return Version(**state | {"names": frozenset(state["names"])})


def _relations(live: LiveWarehouse, small: int) -> Iterator[tuple[str, Row]]:
    """Yield the rows of lineage and standings of what is related anew."""
    outlets = Outlets(live.rows("relating", "outlets"))
    started = dict(live.rows("relating", "beginnings"))
    changed: dict[str, set[str]] = {}
    for incident_id, document_id in live.rows("relating", "changed_articles"):
        changed.setdefault(incident_id, set()).add(document_id)
    for incident_id, size, is_all in live.rows("relating", "incident_sizes"):
        known = RelatedArticles(live, incident_id, outlets, started[incident_id])
        moved = changed.get(incident_id, set())
        is_whole = is_all or (bool(moved) and size <= small)
        if not is_whole and moved:
            rows = renewed(known, moved)
            is_whole = rows is None
            yield from rows or ()
        if is_whole:
            yield from _related(known)


def _related(known: RelatedArticles) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a whole incident."""
    names = known.all_names()
    articles = known.articles(names)
    known.ask("note_hyperlinks", names)
    shares = known.shares(names, articles)
    nearest = known.nearest(articles, articles)
    relations = relate(Incident(articles, shares, known.outlets, known.started, nearest))
    for name in names:
        yield "related", {"incident_id": known.incident_id, "document_id": name}
    for edge in relations.edges:
        yield "lineage", edge_row(known.incident_id, edge, relations.ranks)
    for name, standing in relations.standings.items():
        row = standing_row(known.incident_id, articles[name], standing, relations.ranks[name])
        yield "standings", row
