"""The relating step: what the pure functions of `flows.relate` need is read, what they find is loaded.

It runs between loading and the marts. Texts that are new are compared first (`flows.comparing`); then lineage
and clusters are found again, of all articles that what is new may have moved (`flows.renewal`) or of the whole
incident. Both give the same, so a late original takes its place and the order of arrival does not matter.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.comparing import compare_texts
from flows.conversations import Conversation, Question, converse
from flows.relate.claims import Incident
from flows.relate.lineage import relate
from flows.relate.outlets import Outlets
from flows.relate.revisions import Version, changes
from flows.related_articles import RelatedArticles
from flows.renewal import Rows, edge_row, renewed, standing_row
from warehouse.batch import BatchWriter, Row
from warehouse.live import LiveWarehouse

_SMALL = 2_000  # articles: an incident that has no more is related as a whole
_AT_ONCE = 50_000  # articles of incidents that are related as a whole side by side


def relate_new(live: LiveWarehouse, folder: Path, *, small: int = _SMALL) -> None:
    """Bring overlaps, revisions, lineage and clusters up to date; `folder` takes passing files."""
    with live.transaction():
        live.rows("relating", "note_moves")
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
    known = {
        incident_id: RelatedArticles(incident_id, outlets, started)
        for incident_id, started in live.rows("relating", "beginnings")
    }
    changed: dict[str, set[str]] = {}
    for incident_id, document_id in live.rows("relating", "changed_articles"):
        changed.setdefault(incident_id, set()).add(document_id)
    sizes: dict[str, int] = {}
    renewing = {}
    for incident_id, size, is_all in live.rows("relating", "incident_sizes"):
        moved = changed.get(incident_id, set())
        if is_all or (moved and size <= small):
            sizes[incident_id] = size
        elif moved:
            renewing[incident_id] = renewed(known[incident_id], moved)
    for incident_id, rows in converse(live, renewing).items():
        if rows is None:
            sizes[incident_id] = _AT_ONCE
        yield from rows or ()
    for portion in _portions(sizes):
        for rows in converse(live, {one: _related(known[one]) for one in portion}).values():
            yield from rows


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Cut incidents into groups that fit in memory together."""
    portion: list[str] = []
    for incident_id in sizes:
        if portion and sum(sizes[one] for one in (*portion, incident_id)) > _AT_ONCE:
            yield portion
            portion = []
        portion.append(incident_id)
    if portion:
        yield portion


def _related(known: RelatedArticles) -> Conversation[Rows]:
    """Find the rows of a whole incident."""
    names = yield from known.all_names()
    articles = yield from known.articles(names)
    yield Question("note_hyperlinks", names)
    shares = yield from known.shares(names, articles)
    nearest = yield from known.nearest(articles, articles)
    relations = relate(Incident(articles, shares, known.outlets, known.started, nearest))
    key = {"incident_id": known.incident_id}
    rows: Rows = [("related", key | {"document_id": name}) for name in names]
    for edge in relations.edges:
        rows.append(("lineage", edge_row(known.incident_id, edge, relations.ranks)))
    for name, standing in relations.standings.items():
        rank = relations.ranks[name]
        row = standing_row(known.incident_id, articles[name], standing, rank)
        rows.append(("standings", row))
    return rows
