"""Relating again what new, changed and lost articles may have moved, and nothing else.

An article's parent depends on the articles that share text with it, name it, link to it or have its headline, on
those of the outlets that it cites, and on the order among all these. So whatever changed is followed along these
ways; what it cannot have reached keeps its place. Where too much hangs on it (a source loses trust), there is no
answer, and the incident is related as a whole. Both give the same.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from flows.conversations import Conversation, Question
from flows.relate.article import Article
from flows.relate.believing import Rank, date_tallies, doubts, untrusted_among
from flows.relate.claims import LEAST_TITLE, Edge, Incident, meant_of, title_key
from flows.relate.lineage import Standing, copied_from, edges_of, ranked, standings_of
from flows.related_articles import RelatedArticles, Shares, Stored
from warehouse.batch import Row

Rows = list[tuple[str, Row]]


@dataclass(slots=True)
class _Known:
    """What has been read so far, and what was found anew."""

    articles: dict[str, Article]
    stored: dict[str, Stored]
    doubted: dict[str, str]
    ranks: dict[str, Rank]


def renewed(incident: RelatedArticles, changed: set[str]) -> Conversation[Rows | None]:
    """Find the rows of all articles that may stand elsewhere now; None: nothing less than all will do."""
    yield Question("note_hyperlinks", changed)
    judged = changed | (yield from _neighbours(changed))
    known = yield from _judge(incident, judged)
    if known is None:
        return None
    moved = changed | {
        name
        for name in judged & known.articles.keys()
        if (known.ranks[name], known.doubted.get(name, "")) != _former(known, name)
    }
    names = moved | (yield from _neighbours(moved))
    names |= yield from _dependents(incident, known, moved)
    yield from _read(incident, known, names)
    names &= known.articles.keys()
    lost = moved - known.articles.keys()
    while True:
        shares = yield from _read_around(incident, known, names, moved)
        if not known.articles.keys() <= known.ranks.keys():
            return None
        edges, ranks = yield from _edges(incident, known, shares, names)
        later = {edge.parent for edge in edges if is_backward(edge, ranks)} - names
        if not later:
            return (yield from _rows(incident, known, edges, ranks, names, lost))
        names |= later


def _judge(incident: RelatedArticles, judged: set[str]) -> Conversation[_Known | None]:
    """Find the articles whose dates may be believed otherwise now, ranked; None where a source's trust changed."""
    known = _Known({}, {}, {}, {})
    yield from _read(incident, known, judged | (yield from _neighbours(judged)))
    mirrored = {a.mirror_of_id for a in known.articles.values() if a.mirror_of_id}
    yield from _read(incident, known, mirrored)
    known.ranks = {name: stored.rank for name, stored in known.stored.items()}
    known.doubted = {name: one.doubt for name, one in known.stored.items() if one.doubt}
    articles = {name: known.articles[name] for name in judged & known.articles.keys()}
    shares = yield from incident.shares(judged, known.articles)
    found = doubts(known.articles, shares, incident.outlets, incident.started)
    for name in judged:
        known.doubted.pop(name, None)
        known.ranks.pop(name, None)
    known.doubted |= {name: found[name] for name in articles if name in found}
    printed, false = date_tallies(articles.values(), known.doubted)
    before_printed, before_false = Counter[str](), Counter[str]()
    for source, *counts in (yield Question("date_tallies", judged)):
        before_printed[source], before_false[source] = counts[:2]
        printed[source] += counts[2]
        false[source] += counts[3]
    untrusted = untrusted_among(printed, false)
    if untrusted != untrusted_among(before_printed, before_false):
        return None
    known.ranks |= ranked(articles, known.doubted, untrusted)
    return known


def _read(
    incident: RelatedArticles, known: _Known, names: Collection[str | None]
) -> Conversation[None]:
    """Read articles that were not read yet, with how they stand."""
    missing = {name for name in names if name is not None} - known.articles.keys()
    known.articles |= yield from incident.articles(missing)
    stored_ones = yield from incident.stored(missing - known.stored.keys())
    for name, stored in stored_ones.items():
        known.stored[name] = stored
        known.ranks.setdefault(name, stored.rank)
        if stored.doubt:
            known.doubted.setdefault(name, stored.doubt)


def _neighbours(names: Collection[str]) -> Conversation[set[str]]:
    rows = yield Question("neighbours", names)
    return {name for (name,) in rows}


def _dependents(
    incident: RelatedArticles, known: _Known, moved: set[str]
) -> Conversation[set[str]]:
    """Find whose parents may be others because some articles moved."""
    lowest: dict[str, Rank] = {}
    titles: dict[str, Rank] = {}
    for name in moved & (known.articles.keys() | known.stored.keys()):
        article, stored = known.articles.get(name), known.stored.get(name)
        source = article.source_id if article else known.stored[name].source_id
        ranks = [known.ranks[name]] if article else []
        ranks += [stored.rank] if stored else []
        lowest[source] = min(*ranks, lowest.get(source, ranks[0]))
        if article and len(key := title_key(article.title)) >= LEAST_TITLE:
            titles[key] = min(known.ranks[name], titles.get(key, known.ranks[name]))
    printed_names = yield Question("printed_names")
    named = [
        {"name": name, "rank": min(lowest[source] for source in cited)}
        for (name,) in printed_names
        if (cited := incident.outlets.named(name) & lowest.keys())
    ]
    rows = yield Question("first_titles", moved, {"titles": sorted(titles)})
    firsts = {key: rank for key, _, rank in rows}
    overtaken = [key for key, rank in titles.items() if key in firsts and rank < firsts[key]]
    asked = yield Question("dependents", moved, {"printed": named, "titles": overtaken})
    return {name for (name,) in asked}


def _former(known: _Known, name: str) -> tuple[Rank, str] | None:
    stored = known.stored.get(name)
    return (stored.rank, stored.doubt) if stored else None


def _read_around(
    incident: RelatedArticles, known: _Known, names: set[str], moved: set[str]
) -> Conversation[Shares]:
    """Read what may be a parent of some articles; returns what they share with others."""
    around: set[str | None] = {*(yield from _neighbours(names))}
    citing: dict[str, list[Rank]] = {}
    for name in names:
        article = known.articles[name]
        around |= {*article.linked, article.mirror_of_id}
        for source in incident.cited_by(article):
            citing.setdefault(source, []).append(known.ranks[name])
    titles = sorted({title_key(known.articles[name].title) for name in names})
    firsts = yield Question("first_titles", moved, {"titles": titles})
    around |= {name for _, name, _ in firsts}
    cited = [
        {"source_id": source, "least": min(ranks), "most": max(ranks)} | meant_of(ranks)
        for source, ranks in citing.items()
    ]
    told_of = yield Question("told_of", moved, {"cited": cited})
    around |= {name for (name,) in told_of}
    yield from _read(incident, known, around)
    return (yield from incident.shares(names, known.articles))


def _edges(
    incident: RelatedArticles, known: _Known, shares: Shares, names: set[str]
) -> Conversation[tuple[Sequence[Edge], dict[str, Rank]]]:
    """Find the edges of some articles, and the ranks of all that stand behind them."""
    chain = yield Question("ancestors", known.articles)
    believed = {child: parent for child, parent, _ in chain if child not in names}
    ranks = {child: rank for child, _, rank in chain} | known.ranks
    nearest = yield from incident.nearest(known.articles, names)
    whole = Incident(known.articles, shares, incident.outlets, incident.started, nearest)
    return edges_of(whole, names, ranks, known.doubted, believed), ranks


def _rows(
    incident: RelatedArticles,
    known: _Known,
    edges: Sequence[Edge],
    ranks: Mapping[str, Rank],
    names: set[str],
    lost: set[str],
) -> Conversation[Rows]:
    """Find the rows of some articles and of all stories that they belong or belonged to."""
    rows: Rows = [("related", _key(incident.incident_id, name)) for name in names | lost]
    rows += [("lineage", edge_row(incident.incident_id, edge, ranks)) for edge in edges]
    copies = copied_from(edges)
    related = sorted(names | lost)
    members = yield Question("members", {*related, *copies.values()}, {"related": related})
    stored = {name: json.loads(row) for name, _, row in members}
    parents = {name: parent for name, parent, _ in members if parent} | copies
    doubted = {name: row["doubt"] for name, row in stored.items()} | known.doubted
    for name, standing in standings_of(names | stored.keys(), parents, doubted).items():
        if name in names:
            article = known.articles[name]
            row = standing_row(incident.incident_id, article, standing, ranks[name])
        else:
            row = stored[name] | _standing(standing)
        rows.append(("standings", row))
    return rows


def is_backward(edge: Edge, ranks: Mapping[str, Rank]) -> bool:
    """Whether a believed parent ranks after its child: only mirrors and credits may."""
    return not edge.is_contradicted and ranks[edge.parent] > ranks[edge.child]


def edge_row(incident_id: str, edge: Edge, ranks: Mapping[str, Rank]) -> Row:
    """Return a row of raw.lineage."""
    row = asdict(edge) | {"incident_id": incident_id, "is_backward": is_backward(edge, ranks)}
    row["child_document_id"], row["parent_document_id"] = row.pop("child"), row.pop("parent")
    return row


def standing_row(incident_id: str, article: Article, standing: Standing, rank: Rank) -> Row:
    """Return a row of raw.standings."""
    return {
        **_key(incident_id, article.document_id),
        **_standing(standing),
        "rank": rank,
        "source_id": article.source_id,
        "title_key": title_key(article.title),
        "names": article.names,
        "mirror_of_id": article.mirror_of_id,
        "is_printed": article.is_date_printed,
        "is_refused": article.is_date_refused,
    }


def _standing(standing: Standing) -> Row:
    row = asdict(standing)
    row["origin_document_id"] = row.pop("origin")
    return row


def _key(incident_id: str, document_id: str) -> Row:
    return {"incident_id": incident_id, "document_id": document_id}
