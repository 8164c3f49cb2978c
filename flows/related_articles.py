"""What is known of an incident's articles in the live database, as the pure functions of `flows.relate` take it."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.relate.article import Article, Shared
from flows.relate.claims import Nearest
from flows.relate.outlets import Outlets
from flows.relate.shingles import shingle_sets
from warehouse.live import LiveWarehouse

NEAR = 60  # articles of a cited outlet among which the one that is meant is looked for

Shares = dict[str, dict[str, Shared]]


@dataclass(frozen=True, slots=True)
class Stored:
    """How an article stood when it was related last."""

    cluster_id: str
    doubt: str
    rank: str
    source_id: str


class RelatedArticles:
    """Reads the articles of one incident and how they were related so far."""

    def __init__(
        self, live: LiveWarehouse, incident_id: str, outlets: Outlets, started: datetime
    ) -> None:
        self._live = live
        self.incident_id = incident_id
        self.outlets = outlets
        self.started = started

    def all_names(self) -> set[str]:
        """Return the ids of all articles that the incident has or had."""
        self._live.rows("relating", "want_all", {"incident": self.incident_id})
        return {name for (name,) in self._live.rows("relating", "wanted")}

    def articles(self, names: Collection[str]) -> dict[str, Article]:
        """Return those of some documents that are relevant in their latest version."""
        rows = self.ask("articles", names) if names else []
        return {row[0]: article_of(row) for row in rows}

    def shares(self, names: Collection[str], among: Collection[str]) -> Shares:
        """Return what some articles share with others."""
        shares: Shares = {}
        for left, right, shared, left_size, right_size in self.ask("shares", names):
            if left in among and right in among:
                both = Shared(shared, {left: left_size, right: right_size})
                shares.setdefault(left, {})[right] = both
                shares.setdefault(right, {})[left] = both
        return shares

    def stored(self, names: Collection[str]) -> dict[str, Stored]:
        """Return how some articles stand so far; those never related are left out."""
        return {name: Stored(*row) for name, *row in self.ask("standings", names)}

    def nearest(self, articles: Mapping[str, Article], children: Iterable[str]) -> Nearest:
        """Return the search for the article that another one tells of: the one with most words in common."""
        shingles = self._shingles(articles, children)

        def nearest(child: str, earlier: Sequence[str]) -> str | None:
            latest = earlier[-NEAR:]
            common = {name: len(shingles[child] & shingles[name]) for name in latest}
            best = max(latest, key=lambda name: (common[name], name), default=None)
            return best if best is not None and common[best] >= 3 else None

        return nearest

    def cited_by(self, article: Article) -> set[str]:
        """Return the sources that an article names, its own left out."""
        named = {source for name in article.names for source in self.outlets.named(name)}
        return named - {article.source_id}

    def ask(self, question: str, names: Collection[str], **values: Any) -> list[Any]:
        """Ask a question about some documents."""
        self._live.rows("relating", "want", {"ids": json.dumps(sorted(names))})
        given = {name: as_json(value) for name, value in values.items()}
        return self._live.rows("relating", question, given | {"incident": self.incident_id})

    def _shingles(
        self, articles: Mapping[str, Article], children: Iterable[str]
    ) -> dict[str, frozenset[int]]:
        """Return the shingles of the children that name an outlet, and of those that they may mean."""
        cited = {name: self.cited_by(articles[name]) for name in children}
        sources = set().union(*cited.values())
        wanted = {name for name, named in cited.items() if named}
        wanted |= {name for name, article in articles.items() if article.source_id in sources}
        rows = self.ask("article_texts", wanted) if wanted else []
        sets = shingle_sets([text for _, text in rows])
        return dict(zip((name for name, _ in rows), sets, strict=True))


def as_json(value: Any) -> Any:
    """Return a list as JSON, since DuckDB binds the values of a list at 50 us each; the rest as it is."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def article_of(row: Sequence[Any]) -> Article:
    """Return a row of articles.sql as an article."""
    *single, cited, linked, mirror_of_id, mentioned_on = row
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
    ) = single
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
