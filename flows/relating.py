"""The relating step: what the pure functions of `flows.relate` need is read, what they find is loaded.

It runs between loading and the marts. Texts that are new are compared first (`flows.comparing`); lineage and
clusters follow from the stored overlaps afresh each time, so that a late original takes its place and the
order of arrival does not matter.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.comparing import compare_texts
from flows.relate.article import Article, Shared
from flows.relate.lineage import Incident, Nearest, relate
from flows.relate.outlets import Outlets
from flows.relate.revisions import Version, changes
from flows.relate.shingles import shingle_sets
from warehouse.batch import BatchWriter, Row
from warehouse.live import LiveWarehouse

_NEAR = 60  # articles of a cited outlet among which the one that is meant is looked for


def relate_new(live: LiveWarehouse, folder: Path) -> None:
    """Bring overlaps, revisions, lineage and clusters up to date; `folder` takes passing files."""
    while compare_texts(live, folder):
        pass
    with BatchWriter(folder) as writer:
        writer.add("revisions", *_revisions(live))
        writer.add("standings")
        writer.add("lineage")
        for table, row in _relations(live):
            writer.add(table, row)
    live.load([folder])
    shutil.rmtree(folder)


def _revisions(live: LiveWarehouse) -> list[Row]:
    return [
        {
            "document_id": document_id,
            "before_key": before_key,
            "after_key": after_key,
            "changes": [asdict(one) for one in changes(_version(before), _version(after))],
        }
        for document_id, before_key, after_key, before, after in live.rows(
            "relating", "state_pairs"
        )
    ]


def _version(state: dict[str, Any]) -> Version:
    return Version(**state | {"names": frozenset(state["names"])})


def _relations(live: LiveWarehouse) -> list[tuple[str, Row]]:
    """Return the rows of lineage and standings of every incident."""
    outlets = Outlets(live.rows("relating", "outlets"))
    started = dict(live.rows("relating", "beginnings"))
    articles: dict[str, dict[str, Article]] = {}
    for incident_id, *fields in live.rows("relating", "articles"):
        article = _article(fields)
        articles.setdefault(incident_id, {})[article.document_id] = article
    shares: dict[str, dict[str, dict[str, Shared]]] = {}
    for incident_id, left, right, shared, left_size, right_size in live.rows("relating", "shares"):
        both = Shared(shared, {left: left_size, right: right_size})
        of_incident = shares.setdefault(incident_id, {})
        of_incident.setdefault(left, {})[right] = both
        of_incident.setdefault(right, {})[left] = both
    return [
        row
        for incident_id, members in articles.items()
        for row in _rows_of(
            incident_id,
            Incident(
                members,
                shares.get(incident_id, {}),
                outlets,
                started[incident_id],
                _nearest(live, members, outlets),
            ),
        )
    ]


def _rows_of(incident_id: str, incident: Incident) -> Iterator[tuple[str, Row]]:
    relations = relate(incident)
    for edge in relations.edges:
        row = asdict(edge) | {"incident_id": incident_id}
        row["child_document_id"], row["parent_document_id"] = row.pop("child"), row.pop("parent")
        yield "lineage", row
    for document_id, standing in relations.standings.items():
        row = asdict(standing) | {"incident_id": incident_id, "document_id": document_id}
        row["origin_document_id"] = row.pop("origin")
        yield "standings", row


def _article(fields: list[Any]) -> Article:
    (
        document_id,
        source_id,
        source_kind,
        title,
        published_at,
        precision,
        first_seen_at,
        is_refused,
        credit,
        *lists,
    ) = fields
    cited, linked, mirror_of_id, mentioned_on = lists
    return Article(
        document_id=document_id,
        source_id=source_id,
        source_kind=source_kind,
        title=title,
        published_at=published_at,
        published_precision=precision,
        first_seen_at=first_seen_at,
        is_date_refused=is_refused,
        credit=credit,
        cited=tuple(cited),
        linked=tuple(linked),
        mirror_of_id=mirror_of_id,
        mentioned_on=tuple(mentioned_on),
    )


def _nearest(live: LiveWarehouse, members: dict[str, Article], outlets: Outlets) -> Nearest:
    """Return the search for the article that another one tells of: the one with most words in common."""
    shingles = _shingles_of_citing(live, members, outlets)

    def nearest(child: str, earlier: Sequence[str]) -> str | None:
        latest = earlier[-_NEAR:]
        common = {name: len(shingles[child] & shingles[name]) for name in latest}
        best = max(latest, key=lambda name: (common[name], name), default=None)
        return best if best is not None and common[best] >= 3 else None

    return nearest


def _shingles_of_citing(
    live: LiveWarehouse, members: dict[str, Article], outlets: Outlets
) -> dict[str, frozenset[int]]:
    """Return the shingles of all articles that name an outlet, and of those that they may mean."""
    sources: set[str] = set()
    wanted: set[str] = set()
    for article in members.values():
        if named := _named(article, outlets):
            sources |= named
            wanted.add(article.document_id)
    wanted |= {name for name, article in members.items() if article.source_id in sources}
    rows = (
        live.rows("relating", "article_texts", {"ids": json.dumps(sorted(wanted))})
        if wanted
        else []
    )
    sets = shingle_sets([text for _, text in rows])
    return dict(zip((name for name, _ in rows), sets, strict=True))


def _named(article: Article, outlets: Outlets) -> set[str]:
    printed: Iterable[str] = filter(None, (*article.cited, article.credit))
    return {source for name in printed for source in outlets.named(name)} - {article.source_id}
