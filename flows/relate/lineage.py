"""Who had an article from whom, and which articles are one story.

Every article has at most one parent, which stands before it in the order of `believing.rank`; so the
parents form trees. A tree along whose edges text is shared is a cluster, and its root the origin. All this
depends on the set of articles alone, not on the order in which they came.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from flows.relate.article import Article, are_of_one_day
from flows.relate.believing import Rank, doubts, rank, untrusted_sources
from flows.relate.claims import Edge, Incident, ParentFinder


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of an article in its story."""

    cluster_id: str
    origin: str
    doubt: str  # why its date is false; "" where it is believed


@dataclass(frozen=True, slots=True)
class Relations:
    """All edges and standings of one incident."""

    edges: tuple[Edge, ...]
    standings: Mapping[str, Standing]  # by document_id
    ranks: Mapping[str, Rank]  # likewise


def relate(incident: Incident) -> Relations:
    """Return who had what from whom; the same for any order of the articles."""
    articles = incident.articles
    doubted = doubts(articles, incident.shares, incident.outlets, incident.started)
    ranks = ranked(articles, doubted, untrusted_sources(articles.values(), doubted))
    edges = edges_of(incident, articles, ranks, doubted)
    return Relations(edges, standings_of(articles, copied_from(edges), doubted), ranks)


def ranked(
    articles: Mapping[str, Article], doubted: Mapping[str, str], untrusted: Container[str]
) -> dict[str, Rank]:
    """Return the ranks of some articles."""
    return {
        name: rank(article, is_doubted=name in doubted, is_untrusted=article.source_id in untrusted)
        for name, article in articles.items()
    }


def edges_of(
    incident: Incident,
    names: Iterable[str],
    ranks: Mapping[str, Rank],
    doubted: Mapping[str, str],
    believed: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Edge, ...]:
    """Return the edges of some articles; `believed` are the parents of others, as far as they matter."""
    finder = ParentFinder(incident, ranks, believed)
    edges = [edge for name in sorted(names, key=ranks.__getitem__) for edge in finder.edges(name)]
    return tuple(_with_lag(edge, incident.articles, doubted) for edge in edges)


def copied_from(edges: Iterable[Edge]) -> dict[str, str]:
    """Return of which article each copy is one."""
    return {e.child: e.parent for e in edges if e.is_copy and not e.is_contradicted}


def standings_of(
    names: Iterable[str], parents: Mapping[str, str], doubted: Mapping[str, str]
) -> dict[str, Standing]:
    """Return the standings of articles that make up whole stories, given of which one each is a copy."""
    origins = {name: _root(name, parents) for name in sorted(names)}
    clusters: dict[str, str] = {}
    for name, origin in origins.items():
        clusters.setdefault(origin, name)
    return {
        name: Standing(clusters[origin], origin, doubted.get(name, ""))
        for name, origin in origins.items()
    }


def _with_lag(edge: Edge, articles: Mapping[str, Article], doubted: Mapping[str, str]) -> Edge:
    parent, child = articles[edge.parent], articles[edge.child]
    begins, ends = parent.published_at, child.published_at
    if begins is None or ends is None or edge.parent in doubted or edge.child in doubted:
        return edge
    if not (parent.has_clock and child.has_clock) and are_of_one_day(parent, child):
        return edge
    return replace(edge, lag_minutes=int((ends - begins).total_seconds() // 60))


def _root(name: str, parents: Mapping[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name
