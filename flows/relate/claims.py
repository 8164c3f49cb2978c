"""The parent of an article: what it says and what its text shows, the strongest first.

An article that holds two others in full has one parent, the one that covers most of it: it does not join
the stories of both.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.relate.article import Article, Shares
from flows.relate.believing import Rank, came_later, earliest_moment, is_undated, moment_of
from flows.relate.outlets import Outlets
from warehouse.folding import fold

Nearest = Callable[[str, str, Sequence[str]], str | None]

_STEPS = (
    20  # coverages that differ by less than a twentieth count as equal: then the earliest is taken
)
LEAST_TITLE = 8  # characters of a headline that is not the same by chance
# Which articles of an outlet may be meant by one that cites it: news of the last weeks, not all that it ever wrote.
MANY = 60  # at most the last ones so many
RECENT = timedelta(days=30)  # no older than that,
FEW = 10  # except the last ones so many


@dataclass(frozen=True, slots=True)
class Edge:
    """What shows that one article was had from another."""

    child: str
    parent: str
    kind: str  # credit, text, title, link or mirror
    confidence: float  # 0..1
    evidence: str  # one short sentence
    is_copy: bool  # shares the text; otherwise it only tells of the parent
    is_contradicted: bool = False  # the page says so, and it cannot be: not believed
    lag_minutes: int | None = None  # None: the dates of both, as far as believed, do not tell


@dataclass(frozen=True, slots=True)
class Incident:
    """What is known of an incident's articles."""

    articles: Mapping[str, Article]
    shares: Shares
    outlets: Outlets
    started: datetime
    nearest: Nearest  # (child, outlet as named, those it may mean) -> the one that it tells of; None: none


class ParentFinder:
    """Finds the parent of one article after the other, the likeliest origins first."""

    def __init__(
        self, incident: Incident, ranks: Mapping[str, Rank], believed: Mapping[str, str]
    ) -> None:
        self._incident = incident
        self._articles = incident.articles
        self._ranks = ranks
        self._by_title: dict[str, list[str]] = {}
        self._by_source: dict[str, list[str]] = {}
        self._parents = dict(believed)
        for name in sorted(self._articles, key=ranks.__getitem__):
            article = self._articles[name]
            self._by_title.setdefault(title_key(article.title), []).append(name)
            self._by_source.setdefault(article.source_id, []).append(name)

    def edges(self, child: str) -> Iterator[Edge]:
        """Yield what the article says and what cannot be, then the one edge that is believed.

        What it tells of is asked only where it has its words from nobody.
        """
        article = self._articles[child]
        believed = None
        for claims in (self._had_from(article), self._tells_of(article)):
            for edge in claims:
                if edge.is_contradicted:
                    yield edge
                elif believed is None and not self._descends(edge.parent, child):
                    believed = edge
            if believed is not None:
                self._parents[child] = believed.parent
                yield believed
                return

    def _had_from(self, article: Article) -> Iterator[Edge]:
        """Yield all of whom it may be a copy, the strongest first."""
        child = article.document_id
        if article.mirror_of_id is not None and article.mirror_of_id in self._articles:
            evidence = "the mirror's address maps to the original's"
            yield Edge(child, article.mirror_of_id, "mirror", 0.99, evidence, is_copy=True)
        yield from self._credited(article)
        yield from self._same_text(article)

    def _tells_of(self, article: Article) -> Iterator[Edge]:
        """Yield all that it may tell of without being a copy, the strongest first."""
        yield from self._told(article)
        yield from self._same_title(article)

    def _credited(self, article: Article) -> Iterator[Edge]:
        if not article.credit:
            return
        child = article.document_id
        named = self._of_outlets(article, article.credit)
        copies = [name for name in named if name in self._incident.shares.get(child, {})]
        evidence = f"来源：{article.credit}"
        for parent in self._by_coverage(child, copies):
            if self._is_later(parent, article):
                yield Edge(
                    child, parent, "credit", 0.1, evidence, is_copy=True, is_contradicted=True
                )
            else:
                yield Edge(child, parent, "credit", 0.95, evidence, is_copy=True)
                return

    def _same_text(self, article: Article) -> Iterator[Edge]:
        child = article.document_id
        earlier = [n for n in self._incident.shares.get(child, {}) if self._is_before(n, child)]
        for parent in self._by_coverage(child, earlier):
            covered = min(1.0, self._incident.shares[child][parent].covers(child))
            kind = "link" if parent in article.linked else "text"
            evidence = f"{covered:.0%} of its words stand there"
            confidence = round(0.5 + 0.4 * covered, 2)
            yield Edge(child, parent, kind, confidence, evidence, is_copy=True)

    def _told(self, article: Article) -> Iterator[Edge]:
        """Yield what its words tell of without being a copy: 据X报道, 来源 without shared text, a link."""
        child = article.document_id
        for printed in article.names:
            named = [n for n in self._of_outlets(article, printed) if self._is_before(n, child)]
            meant = self._lately(child, named)
            parent = self._incident.nearest(child, printed, meant) if meant else None
            if parent is None and printed in article.cited:
                yield from self._cited_last(child, printed, named)
            if parent is not None:
                said = f"据{printed}" if printed in article.cited else f"来源：{printed}"
                is_same = title_key(self._articles[parent].title) == title_key(article.title)
                yield Edge(child, parent, "credit", 0.85 if is_same else 0.75, said, is_copy=False)
        for parent in article.linked:
            if parent in self._articles and self._is_before(parent, child):
                yield Edge(child, parent, "link", 0.7, "its text links there", is_copy=False)

    def _lately(self, child: str, earlier: Sequence[str]) -> list[str]:
        """Return which of an outlet's earlier articles, the earliest first, may be meant."""
        since = earliest_moment([self._ranks[child]], RECENT)
        recent = [n for n in earlier[-MANY:-FEW] if moment_of(self._ranks[n]) >= since]
        return [*recent, *earlier[-FEW:]]

    def _cited_last(self, child: str, printed: str, named: Sequence[str]) -> Iterator[Edge]:
        """Yield the outlet's last article before, where none has words in common with the one that cites it."""
        believed = [name for name in named if not is_undated(self._ranks[name])]
        if believed:
            parent = max(believed, key=self._ranks.__getitem__)
            yield Edge(child, parent, "credit", 0.5, f"据{printed}", is_copy=False)

    def _same_title(self, article: Article) -> Iterator[Edge]:
        key = title_key(article.title)
        if len(key) < LEAST_TITLE:
            return
        child = article.document_id
        for parent in self._by_title[key]:
            is_column = (
                self._articles[parent].source_id == article.source_id
            )  # a headline that comes again
            if not is_column and self._is_before(parent, child):
                yield Edge(child, parent, "title", 0.5, "the same headline", is_copy=False)
                return

    def _of_outlets(self, article: Article, printed: str) -> list[str]:
        """Return the articles of the outlets of that name, its own outlet left out, the earliest first."""
        sources = self._incident.outlets.named(printed) - {article.source_id}
        names = [name for source in sources for name in self._by_source.get(source, ())]
        return sorted(names, key=self._ranks.__getitem__) if len(sources) > 1 else names

    def _by_coverage(self, child: str, names: Sequence[str]) -> list[str]:
        shares = self._incident.shares.get(child, {})
        return sorted(
            names, key=lambda name: (-round(_STEPS * shares[name].covers(child)), self._ranks[name])
        )

    def _is_before(self, parent: str, child: str) -> bool:
        return self._ranks[parent] < self._ranks[child]

    def _is_later(self, parent: str, child: Article) -> bool:
        """Whether a credited article cannot have been there yet, as far as both dates are believed."""
        is_known = not any(is_undated(self._ranks[name]) for name in (parent, child.document_id))
        return is_known and came_later(self._articles[parent], child)

    def _descends(self, name: str, child: str) -> bool:
        while name != child:
            above = self._parents.get(name)
            if above is None or not self._is_before(name, child):
                return False
            name = above
        return True


def meant_of(ranks: Collection[Rank]) -> dict[str, Any]:
    """Return what limits the articles that those of some ranks may mean when they cite an outlet."""
    return {"since": earliest_moment(ranks, RECENT), "many": MANY, "few": FEW}


def title_key(title: str) -> str:
    """Return what is equal for headlines that are the same."""
    return "".join(filter(str.isalnum, fold(title)))
